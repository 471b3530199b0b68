package dev.tidegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.policy.Explanation.Clause;
import dev.tidegate.policy.Explanation.Match;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries of both kinds and modes, from the file to the decision. */
class PolicyEntryTest {

  private static final String HEAD =
      """
      version: "1.0"
      namespace: app
      entries:
      """;

  private static final String ALLOW =
      """
        - name: by-role
          kind: security.policy
          policy:
            actions: document.*
            resources: "document:*"
            effect: allow
            conditions:
              - {field: actor.meta.role, operator: in, value: [admin, editor]}
              - field: meta.owner
                operator: eq
                value_from: actor.id
          groups: [users]
      """;

  private static final String DENY =
      """
        - name: blocked
          kind: security.policy.expr
          policy:
            actions: "*"
            resources: "*"
            effect: deny
            expression: actor.meta.blocked == true
          groups: [users]
      """;

  private static final PolicyId BY_ROLE = new PolicyId("app", "by-role");
  private static final PolicyId BLOCKED = new PolicyId("app", "blocked");

  private static PolicySet set(String... entries) {
    return PolicyLoader.parse("app.yaml", HEAD + String.join("", entries));
  }

  private static Evaluation evaluate(PolicySet set, Map<String, ?> actor, Map<String, ?> meta) {
    return set.evaluate(Asked.of(actor, meta));
  }

  @Test
  void a_policy_applies_where_all_its_conditions_hold() {
    PolicySet set = set(ALLOW);

    assertThat(evaluate(set, Map.of("role", "admin"), Map.of("owner", "alice")).decision())
        .isEqualTo(new Decision.Allow(List.of(BY_ROLE)));
    assertThat(evaluate(set, Map.of("role", "admin"), Map.of("owner", "bob")).decision())
        .isEqualTo(new Decision.Undefined());
    assertThat(evaluate(set, Map.of(), Map.of("owner", "alice")).decision())
        .isEqualTo(new Decision.Undefined());
  }

  @Test
  void an_expression_that_is_true_has_the_effect() {
    PolicySet set = set(ALLOW, DENY);
    Map<String, String> meta = Map.of("owner", "alice");

    assertThat(evaluate(set, Map.of("role", "admin", "blocked", true), meta).decision())
        .isEqualTo(new Decision.Deny(List.of(BLOCKED)));
    assertThat(evaluate(set, Map.of("role", "admin", "blocked", false), meta))
        .isEqualTo(Evaluation.of(new Decision.Allow(List.of(BY_ROLE))));
  }

  @Test
  void a_deny_that_cannot_be_evaluated_denies_and_is_reported() {
    Evaluation evaluation =
        evaluate(set(ALLOW, DENY), Map.of("role", "admin"), Map.of("owner", "alice"));

    assertThat(evaluation.decision()).isEqualTo(new Decision.Deny(List.of(BLOCKED)));
    assertThat(evaluation.failures())
        .containsExactly(
            new Evaluation.Failure(
                BLOCKED,
                Effect.DENY,
                "the expression has no answer: a key is missing; ask for it with has() first"));
  }

  @Test
  void an_allow_that_cannot_be_evaluated_says_nothing_and_is_reported() {
    Evaluation evaluation =
        evaluate(set(DENY.replace("effect: deny", "effect: allow")), Map.of(), Map.of());

    assertThat(evaluation.decision()).isEqualTo(new Decision.Undefined());
    assertThat(evaluation.failures()).hasSize(1);
    assertThat(evaluation.failures().getFirst().effect()).isEqualTo(Effect.ALLOW);
  }

  @Test
  void a_condition_without_an_answer_denies_too() {
    String deny =
        ALLOW
            .replace("effect: allow", "effect: deny")
            .replace(
                "operator: eq\n          value_from: actor.id", "operator: lt\n          value: 3");

    Evaluation evaluation = evaluate(set(deny), Map.of("role", "admin"), Map.of("owner", "alice"));

    assertThat(evaluation.decision()).isEqualTo(new Decision.Deny(List.of(BY_ROLE)));
    assertThat(evaluation.failures())
        .containsExactly(
            new Evaluation.Failure(
                BY_ROLE, Effect.DENY, "meta.owner is a text and no number, which lt needs"));
  }

  @Test
  void a_shadow_policy_is_recorded_and_changes_nothing() {
    PolicySet set = set(ALLOW, DENY.replace("kind:", "mode: shadow\n    kind:"));
    Map<String, Object> actor = Map.of("role", "admin", "blocked", true);

    Evaluation evaluation = evaluate(set, actor, Map.of("owner", "alice"));

    assertThat(evaluation.decision()).isEqualTo(new Decision.Allow(List.of(BY_ROLE)));
    assertThat(evaluation.inShadow()).isEqualTo(new Decision.Deny(List.of(BLOCKED)));
    assertThat(evaluation.shadows()).containsExactly(BLOCKED);
    assertThat(evaluation.shadowsDiffer()).isTrue();
    assertThat(set.policies().getLast().mode()).isEqualTo(Mode.SHADOW);
  }

  @Test
  void a_shadow_deny_that_cannot_be_evaluated_would_deny() {
    PolicySet set = set(ALLOW, DENY.replace("kind:", "mode: shadow\n    kind:"));

    Evaluation evaluation = evaluate(set, Map.of("role", "admin"), Map.of("owner", "alice"));

    assertThat(evaluation.decision()).isEqualTo(new Decision.Allow(List.of(BY_ROLE)));
    assertThat(evaluation.inShadow()).isEqualTo(new Decision.Deny(List.of(BLOCKED)));
    assertThat(evaluation.failures()).hasSize(1);
  }

  @Test
  void an_explanation_names_the_first_clause_that_does_not_fit() {
    PolicySet set = set(ALLOW, DENY);

    assertThat(matches(set, Map.of("role", "user", "blocked", false), Map.of("owner", "alice")))
        .containsExactly(
            new Match.Stopped(
                Clause.CONDITION,
                "actor.meta.role is \"user\", not in [\"admin\", \"editor\"]",
                11,
                11),
            new Match.Stopped(Clause.EXPRESSION, "the expression is false", 22, 19));
    assertThat(matches(set, Map.of("role", "admin"), Map.of("owner", "bob")))
        .containsExactly(
            new Match.Stopped(
                Clause.CONDITION, "meta.owner is \"bob\", not \"alice\" of actor.id", 12, 11),
            new Match.Failed(
                Clause.EXPRESSION,
                "the expression has no answer: a key is missing; ask for it with has() first",
                22,
                19));
    assertThat(matches(set, Map.of("role", "admin", "blocked", true), Map.of("owner", "alice")))
        .containsExactly(new Match.Matched(), new Match.Matched());
  }

  @Test
  void an_explanation_names_groups_actions_and_resources() {
    PolicySet set = set(ALLOW);
    Actor stranger = new Actor("bob", Set.of("other"));

    assertThat(
            set.explain(new AccessRequest(stranger, "document.read", "document:1", Metadata.EMPTY))
                .considered()
                .getFirst()
                .finding())
        .isEqualTo(new Match.Stopped(Clause.GROUPS, "the actor is in none of its groups", 15, 13));
    assertThat(match(set, "page.read", "document:1"))
        .isEqualTo(new Match.Stopped(Clause.ACTIONS, "none of its actions fits", 7, 16));
    assertThat(match(set, "document.read", "page:1"))
        .isEqualTo(new Match.Stopped(Clause.RESOURCES, "none of its resources fits", 8, 18));
    assertThat(match(set, Actions.WEBSOCKET_CONNECT_URL, "WSS://x"))
        .isEqualTo(
            new Match.Stopped(
                Clause.REQUEST,
                "the resource is no URL in canonical form, so nothing is said about it",
                8,
                18));
  }

  private static List<Match> matches(PolicySet set, Map<String, ?> actor, Map<String, ?> meta) {
    return set.explain(Asked.of(actor, meta)).considered().stream()
        .map(Explanation.Consideration::finding)
        .toList();
  }

  private static Match match(PolicySet set, String action, String resource) {
    return set.explain(Asked.of(Map.of(), action, resource, Map.of()))
        .considered()
        .getFirst()
        .finding();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~> ",
      quoteCharacter = '`',
      value = {
        "kind: security.policy.expr ~> kind: security.rule ~> 5:11: unsupported policy kind"
            + " \"security.rule\"; write \"security.policy\" or \"security.policy.expr\"",
        "kind: security.policy.expr ~> kind: security.policy ~> 10:7: \"expression\" belongs to the"
            + " kind \"security.policy.expr\"",
        "expression: actor.meta.blocked == true ~> conditions: [] ~> 10:7: a policy of the kind"
            + " \"security.policy.expr\" has no conditions; write them into the expression",
        "effect: deny ~> effect: DENY ~> 9:15: invalid policy effect \"DENY\"; write allow or deny,"
            + " in lower case",
        "effect: deny ~> mode: shadow ~> 9:7: \"mode\" belongs to the entry, beside \"kind\"",
        "actor.meta.blocked == true ~> '' ~> 10:20: an expression cannot be empty; write true for"
            + " always",
        "actor.meta.blocked == true ~> 5 ~> 10:19: \"expression\" must be text, found a number; put"
            + " it in quotes to make it text",
        "actor.meta.blocked == true ~> actor.blocked == true ~> 10:19: is no expression in CEL:"
            + " undeclared reference to 'actor'",
        "actor.meta.blocked == true ~> resource == actor ~> 10:31: is no expression in CEL:"
            + " undeclared reference to 'actor'",
        "actor.meta.blocked == true ~> \"resource == actor\" ~> 10:32: is no expression in CEL:"
            + " undeclared reference to 'actor'",
        "actor.meta.blocked == true ~> 'resource == actor' ~> 10:32: is no expression in CEL:"
            + " undeclared reference to 'actor'",
        "actor.meta.blocked == true ~> \"'\\t' == actor\" ~> 10:19: is no expression in CEL:"
            + " undeclared reference to 'actor' (line 1, column 8 of the expression)",
        "actor.meta.blocked == true ~> resource matches 'x' ~> 10:19: is no expression in CEL;"
            + " write \"resource.matches('x')\"",
        "groups: [users] ~> groups: [users, 'app:users'] ~> 11:21: group app:users is in the list a"
            + " second time",
        "groups: [users] ~> groups: ['app:userz', 'ops:all'] ~> 11:27: there is no group"
            + " \"ops:all\": no entry of the namespace \"ops\" names it, nor any other group",
        "name: blocked ~> nmae: blocked ~> 4:5: unknown key \"nmae\" in an entry, did you mean"
            + " \"name\"? known are name, kind, description, meta, mode, policy, groups",
      })
  void what_an_entry_may_not_hold_is_refused(String good, String bad, String fault) {
    assertThat(DENY).contains(good);

    assertThat(Loaded.faults(HEAD + DENY.replace(good, bad))).contains(fault);
  }

  @Test
  void a_fault_in_an_expression_of_several_lines_is_found_in_its_line() {
    String block =
        DENY.replace(
            "expression: actor.meta.blocked == true",
            "expression: |\n        action == 'a' &&\n          nobody == 'b'");
    String folded = block.replace("expression: |", "expression: >-");

    assertThat(Loaded.faults(HEAD + block))
        .containsExactly("12:11: is no expression in CEL: undeclared reference to 'nobody'");
    assertThat(Loaded.faults(HEAD + folded))
        .containsExactly(
            "10:19: is no expression in CEL: undeclared reference to 'nobody' (line 2, column 3 of"
                + " the expression)");
  }
}
