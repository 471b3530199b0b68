package dev.tidegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.policy.Explanation.Match;
import dev.tidegate.policy.ReferenceEvaluator.Plain;
import dev.tidegate.policy.ReferenceEvaluator.PlainCondition;
import dev.tidegate.policy.ReferenceEvaluator.Said;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for any policies and any request. */
class RandomPoliciesTest {

  private static final int SETS = 60;
  private static final int REQUESTS = 40;
  private static final long SEED = 20_261_128;

  private static final List<String> ACTIONS =
      List.of(
          "doc.read", "doc.write", "doc", "websocket.connect", "websocket.connect.url", "env.get");
  private static final List<String> ACTION_PATTERNS =
      List.of(
          "*",
          "doc.*",
          "doc.read",
          "doc*",
          "d*",
          "websocket.*",
          "websocket.connect.url",
          "env.get");
  private static final List<String> TEXTS = List.of("", "doc:1", "doc:2", "doc", "TOKEN");
  private static final List<String> TEXT_PATTERNS =
      List.of("*", "doc:*", "doc:1", "doc.*", "d*", "TOKEN");
  private static final List<String> URLS =
      List.of(
          "wss://a.example.com/",
          "wss://a.example.com/v1/x?q=1",
          "wss://a.b.example.com:8443/v1",
          "ws://a.example.com:443/",
          "wss://example.com/v1/");
  private static final List<String> URL_PATTERNS =
      List.of(
          "wss://a.example.com/*",
          "wss://*.example.com/*",
          "wss://**.example.com:*/*",
          "wss://*/v1/*",
          "ws://*:*/*",
          "wss://example.com/v1/",
          "wss://a.b.example.com:8443/v1");
  private static final List<String> FIELDS =
      List.of(
          "actor.id",
          "actor.meta.role",
          "actor.meta.roles",
          "actor.meta.age",
          "actor.meta.team.name",
          "action",
          "resource",
          "meta.owner",
          "meta.port",
          "meta.flag",
          "meta.none",
          "owner",
          "actor.meta.team");
  private static final List<Object> SCALARS =
      List.of(
          "alice", "admin", "user", "443", "443.0", "true", "", "a", 443L, 18L, 42L, 1.5, true,
          false, "007", 7L);
  private static final List<String> GROUPS = List.of("g", "h", "i");

  private final Random random = new Random(SEED);

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> List<T> some(int least, int most, Supplier<T> make) {
    Set<T> some = new HashSet<>();
    for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
      some.add(make.get());
    }
    return List.copyOf(some);
  }

  private Plain policy(int number) {
    return new Plain(
        "p" + number,
        random.nextInt(3) == 0 ? "deny" : "allow",
        random.nextInt(4) == 0 ? "shadow" : "enforce",
        some(1, 2, () -> pick(ACTION_PATTERNS)),
        List.of("*"),
        List.of(),
        some(0, 2, () -> pick(GROUPS)));
  }

  /** A policy whose patterns and conditions the loader accepts. */
  private Plain acceptable(int number) {
    while (true) {
      Plain policy = policy(number);
      boolean url = random.nextBoolean();
      Plain whole =
          new Plain(
              policy.name(),
              policy.effect(),
              policy.mode(),
              policy.actions(),
              url ? some(1, 2, () -> pick(URL_PATTERNS)) : some(1, 2, () -> pick(TEXT_PATTERNS)),
              some(0, 2, this::condition),
              policy.groups());
      if (Loaded.faults(yaml(List.of(whole))).isEmpty()) {
        return whole;
      }
    }
  }

  private PlainCondition condition() {
    String operator = pick(Operator.names());
    String field = pick(FIELDS);
    return switch (operator) {
      case "matches", "nmatches" ->
          new PlainCondition(
              field, operator, pick(List.of("^a", "min$", "4+", "doc", "^$")), false);
      case "exists", "nexists" ->
          new PlainCondition(field, operator, pick(List.of(true, false)), false);
      default ->
          random.nextInt(3) == 0
              ? new PlainCondition(field, operator, pick(FIELDS), true)
              : new PlainCondition(
                  field,
                  operator,
                  operator.endsWith("in") && !operator.endsWith("ntain")
                      ? some(1, 3, () -> pick(SCALARS))
                      : pick(SCALARS),
                  false);
    };
  }

  private AccessRequest request() {
    Map<String, Object> actor = new LinkedHashMap<>();
    maybe(actor, "role", pick(SCALARS));
    maybe(actor, "roles", some(0, 3, () -> pick(SCALARS)));
    maybe(actor, "age", pick(SCALARS));
    maybe(actor, "team", Map.of("name", pick(SCALARS)));
    Map<String, Object> meta = new LinkedHashMap<>();
    maybe(meta, "owner", pick(SCALARS));
    maybe(meta, "port", pick(SCALARS));
    maybe(meta, "flag", pick(SCALARS));
    String action = pick(ACTIONS);
    return new AccessRequest(
        new Actor(
            pick(List.of("alice", "bob")),
            Metadata.of(actor),
            Set.copyOf(some(0, 2, () -> pick(List.of("g", "app:g", "app:h", "i", "other:g"))))),
        action,
        action.equals("websocket.connect.url") ? pick(URLS) : pick(TEXTS),
        Metadata.of(meta));
  }

  private void maybe(Map<String, Object> map, String key, @Nullable Object value) {
    if (random.nextInt(4) > 0) {
      map.put(key, value);
    }
  }

  private static String yaml(List<Plain> policies) {
    StringBuilder text = new StringBuilder("version: '1.0'\nnamespace: app\nentries:\n");
    for (Plain policy : policies) {
      text.append("- name: %s\n  kind: security.policy\n".formatted(policy.name()));
      text.append("  mode: %s\n  groups: %s\n".formatted(policy.mode(), flow(policy.groups())));
      text.append("  policy:\n    effect: " + policy.effect() + "\n");
      text.append("    actions: " + flow(policy.actions()) + "\n");
      text.append("    resources: " + flow(policy.resources()) + "\n");
      if (!policy.conditions().isEmpty()) {
        text.append("    conditions:\n");
      }
      for (PlainCondition condition : policy.conditions()) {
        text.append(
            "    - {field: %s, operator: %s, %s: %s}\n"
                .formatted(
                    condition.field(),
                    condition.operator(),
                    condition.from() ? "value_from" : "value",
                    flow(condition.value())));
      }
    }
    return text.toString().replace("  groups: []\n", "");
  }

  private static String flow(@Nullable Object value) {
    return switch (value) {
      case String text -> "'" + text + "'";
      case List<?> list ->
          "[" + String.join(", ", list.stream().map(RandomPoliciesTest::flow).toList()) + "]";
      case null, default -> String.valueOf(value);
    };
  }

  private static Said said(Decision decision) {
    return switch (decision) {
      case Decision.Allow _ -> Said.ALLOW;
      case Decision.Deny _ -> Said.DENY;
      case Decision.Undefined _ -> Said.UNDEFINED;
    };
  }

  private List<Plain> policies(int most) {
    List<Plain> policies = new ArrayList<>();
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      policies.add(acceptable(i));
    }
    return policies;
  }

  @Test
  void a_decision_is_what_a_plain_reading_of_the_rules_says() {
    Map<Said, Integer> seen = new EnumMap<>(Said.class);
    int shadowed = 0;
    int failed = 0;
    for (int n = 0; n < SETS; n++) {
      List<Plain> policies = policies(8);
      String yaml = yaml(policies);
      PolicySet set = PolicyLoader.parse("f", yaml);
      for (int i = 0; i < REQUESTS; i++) {
        AccessRequest request = request();

        Evaluation evaluation = set.evaluate(request);

        Supplier<String> told =
            () ->
                "seed %d, %s %s asked\n%s".formatted(SEED, request, request.meta().values(), yaml);
        Said enforced = ReferenceEvaluator.decide(policies, request, false);
        Said all = ReferenceEvaluator.decide(policies, request, true);
        assertThat(said(evaluation.decision())).as(told).isEqualTo(enforced);
        assertThat(said(evaluation.inShadow())).as(told).isEqualTo(all);
        agrees(set.explain(request), evaluation, told);
        seen.merge(enforced, 1, Integer::sum);
        shadowed += enforced == all ? 0 : 1;
        failed += evaluation.failures().size();
      }
    }
    assertThat(seen.get(Said.ALLOW)).as("allowed").isGreaterThan(SETS);
    assertThat(seen.get(Said.DENY)).as("denied").isGreaterThan(SETS);
    assertThat(seen.get(Said.UNDEFINED)).as("undefined").isGreaterThan(SETS);
    assertThat(shadowed).as("different in shadow").isGreaterThan(SETS / 2);
    assertThat(failed).as("without an answer").isGreaterThan(SETS / 2);
  }

  /** The policies that matched in the explanation are those that decided. */
  private static void agrees(
      Explanation explanation, Evaluation evaluation, Supplier<String> told) {
    List<PolicyId> allowing = new ArrayList<>();
    List<PolicyId> denying = new ArrayList<>();
    for (Explanation.Consideration considered : explanation.considered()) {
      Policy policy = considered.policy();
      boolean failed = considered.finding() instanceof Match.Failed;
      boolean counts = considered.finding() instanceof Match.Matched || failed;
      if (!counts || policy.mode() == Mode.SHADOW) {
        continue;
      }
      if (policy.effect() == Effect.DENY) {
        denying.add(policy.id());
      } else if (!failed) {
        allowing.add(policy.id());
      }
    }
    Decision decision =
        !denying.isEmpty()
            ? new Decision.Deny(denying)
            : allowing.isEmpty() ? new Decision.Undefined() : new Decision.Allow(allowing);
    assertThat(explanation.evaluation()).as(told).isEqualTo(evaluation);
    assertThat(evaluation.decision()).as(told).isEqualTo(decision);
  }

  @Test
  void a_deny_more_never_allows_more() {
    for (int n = 0; n < SETS; n++) {
      List<Plain> policies = policies(5);
      Plain one = acceptable(99);
      List<Plain> more = new ArrayList<>(policies);
      more.add(
          new Plain(
              one.name(),
              "deny",
              one.mode(),
              one.actions(),
              one.resources(),
              one.conditions(),
              one.groups()));
      PolicySet before = PolicyLoader.parse("f", yaml(policies));
      PolicySet after = PolicyLoader.parse("f", yaml(more));
      for (int i = 0; i < REQUESTS; i++) {
        AccessRequest request = request();

        assertThat(
                after.evaluate(request).decision().allowed()
                    && !before.evaluate(request).decision().allowed())
            .as(() -> "seed %d, %s asked\n%s".formatted(SEED, request, yaml(more)))
            .isFalse();
      }
    }
  }

  @Test
  void the_order_of_files_and_entries_does_not_matter() {
    for (int n = 0; n < SETS; n++) {
      List<Plain> policies = policies(6);
      PolicySet first = PolicyLoader.parse("f", yaml(policies));
      List<Plain> shuffled = new ArrayList<>(policies);
      Collections.shuffle(shuffled, random);
      TreeMap<String, byte[]> files = new TreeMap<>();
      for (Plain policy : shuffled) {
        files.put("f" + files.size(), yaml(List.of(policy)).getBytes(StandardCharsets.UTF_8));
      }
      PolicySet second = PolicyLoader.parse(files);
      for (int i = 0; i < REQUESTS; i++) {
        AccessRequest request = request();

        assertThat(unordered(second.evaluate(request)))
            .as(() -> "seed %d, %s asked\n%s".formatted(SEED, request, yaml(policies)))
            .isEqualTo(unordered(first.evaluate(request)));
      }
    }
  }

  private static List<Object> unordered(Evaluation evaluation) {
    return List.of(
        unordered(evaluation.decision()),
        unordered(evaluation.inShadow()),
        Set.copyOf(evaluation.shadows()),
        Set.copyOf(evaluation.failures()));
  }

  private static Object unordered(Decision decision) {
    return switch (decision) {
      case Decision.Allow(List<PolicyId> policies) -> Map.of("allow", Set.copyOf(policies));
      case Decision.Deny(List<PolicyId> policies) -> Map.of("deny", Set.copyOf(policies));
      case Decision.Undefined _ -> Map.of();
    };
  }
}
