package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class PolicyCommandTest {

  private static final String POLICIES =
      """
      version: "1.0"
      namespace: app
      entries:
        - name: connect
          kind: security.policy
          policy: {actions: websocket.connect, resources: "", effect: allow}
          groups: [readers]
        - name: prices
          kind: security.policy
          policy:
            actions: websocket.connect.url
            resources: "wss://prices.example.com/*"
            effect: allow
          groups: [readers]
        - name: no-orders
          kind: security.policy
          policy:
            actions: websocket.connect.url
            resources: "wss://prices.example.com/orders/*"
            effect: deny
          groups: [readers]
        - name: rooms
          kind: security.policy
          policy: {actions: ["websocket.connect", "websocket.connect.url"], resources: "*", effect: allow}
          groups: [bots]
      """;

  private static final String CASES =
      """
      version: "1.0"
      namespace: app
      actors:
        ann: {id: ann, groups: [readers]}
      cases:
        - name: reads
          actor: ann
          connect: wss://prices.example.com/v1
          expect: {decision: allow, by: [connect, prices]}
        - name: places no orders
          actor: ann
          connect: wss://prices.example.com/orders/1
          expect: deny
      """;

  @TempDir private Path directory;
  private Path policies;

  @BeforeEach
  void write_policies() throws IOException {
    policies = directory.resolve("app.yaml");
    Files.writeString(policies, POLICIES);
    Files.writeString(directory.resolve("app.test.yaml"), CASES);
  }

  private static int tidegate(String... arguments) {
    return Tidegate.commandLine().execute(arguments);
  }

  private int explain(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("policy", "explain", "--policies", directory.toString(), "--actor", "ann"));
    arguments.addAll(List.of(more));
    return tidegate(arguments.toArray(String[]::new));
  }

  private int explainUrl(String url, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--action", "websocket.connect.url", "--resource", url));
    arguments.addAll(List.of(more));
    return explain(arguments.toArray(String[]::new));
  }

  private static JsonNode json(CapturedOutput output) {
    return new JsonMapper().readTree(output.getOut());
  }

  @Test
  void check_says_that_policies_can_be_used(CapturedOutput output) {
    assertThat(tidegate("policy", "check", directory.toString())).isZero();

    assertThat(output.getOut())
        .matches(directory + ": 4 policies, 0 faults, 0 warnings, revision [0-9a-f]{12}\\R");
  }

  @Test
  void check_lists_faults_by_their_place(CapturedOutput output) throws IOException {
    Files.writeString(
        policies, POLICIES.replace("effect: deny", "effect: no").replace("kind", "kin"));

    assertThat(tidegate("policy", "check", directory.toString())).isEqualTo(1);

    assertThat(output.getOut().lines())
        .contains(policies + ":4:5: \"kind\" is missing")
        .anySatisfy(line -> assertThat(line).startsWith(policies + ":5:5: unknown key \"kin\""))
        .last()
        .asString()
        .matches("%s: [0-9]+ faults".formatted(directory));
  }

  @Test
  void check_fails_for_warnings_only_where_it_is_strict(CapturedOutput output) throws IOException {
    Files.writeString(policies, POLICIES.replace("    groups: [bots]\n", ""));

    assertThat(tidegate("policy", "check", directory.toString())).isZero();
    assertThat(tidegate("policy", "check", "--strict", directory.toString())).isEqualTo(1);

    assertThat(output.getOut())
        .contains(policies + ":22:5: warning: policy app:rooms has no groups");
  }

  @Test
  void check_prints_a_line_of_json_for_each_directory(CapturedOutput output) {
    assertThat(
            tidegate(
                "policy",
                "check",
                "--json",
                directory.toString(),
                directory.resolve("none").toString()))
        .isEqualTo(1);

    var lines = output.getOut().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode usable = new JsonMapper().readTree(lines.get(0));
    assertThat(usable.propertyNames())
        .containsExactly("directory", "valid", "revision", "policies", "faults", "warnings");
    assertThat(usable.get("valid").asBoolean()).isTrue();
    assertThat(usable.get("policies").asInt()).isEqualTo(4);
    JsonNode broken = new JsonMapper().readTree(lines.get(1));
    assertThat(broken.get("valid").asBoolean()).isFalse();
    assertThat(broken.get("revision").isNull()).isTrue();
    assertThat(broken.get("faults").get(0).propertyNames())
        .containsExactly("file", "line", "column", "message");
  }

  @Test
  void explain_begins_with_the_decision_and_sums_up_what_is_for_others(CapturedOutput output) {
    assertThat(explainUrl("wss://Prices.Example.com/orders/1?key=x", "--groups", "readers"))
        .isEqualTo(1);

    assertThat(output.getOut())
        .startsWith(
            """
            refused: websocket.connect.url "wss://prices.example.com/orders/1" for ann (in readers)
            denied by app:no-orders
            revision\
            """)
        .contains("decided by:\n  deny   app:no-orders  " + policies + ":15:5\n")
        .contains("matched too:\n  allow  app:prices  " + policies + ":8:5\n")
        .contains("for other actions:\n  allow  app:connect  " + policies + ":4:5\n")
        .contains("1 policy is not for the actor's groups; --all lists them")
        .doesNotContain("app:rooms", "key=x");
  }

  @Test
  void explain_lists_all_policies_where_it_is_told_to(CapturedOutput output) {
    assertThat(explainUrl("wss://prices.example.com/", "--groups", "app:readers", "--all"))
        .isZero();

    assertThat(output.getOut())
        .startsWith("allowed: ")
        .contains("not for the actor's groups:\n  allow  app:rooms  " + policies + ":22:5\n");
  }

  @Test
  void explain_asks_what_connecting_asks(CapturedOutput output) {
    assertThat(explain("--groups", "readers", "--connect", "wss://prices.example.com/v1")).isZero();

    assertThat(output.getOut())
        .startsWith("allowed: websocket.connect \"\" for ann (in readers)\n")
        .contains("\n\nallowed: websocket.connect.url \"wss://prices.example.com/v1\" for ann");
  }

  @Test
  void explain_asks_for_secrets_once_the_url_is_allowed(CapturedOutput output) {
    assertThat(
            explain(
                "--groups",
                "readers",
                "--connect",
                "wss://prices.example.com/v1",
                "--secret",
                "Authorization=feed-token",
                "--json"))
        .isEqualTo(1);

    assertThat(output.getOut().lines().toList())
        .hasSize(3)
        .last()
        .asString()
        .contains("\"action\":\"secret.use\"", "\"resource\":\"feed-token\"");
  }

  @Test
  void explain_asks_no_further_where_connecting_is_refused(CapturedOutput output) {
    assertThat(explain("--connect", "wss://prices.example.com/v1")).isEqualTo(1);

    assertThat(output.getOut())
        .startsWith("refused: websocket.connect \"\" for ann (in default)\n")
        .doesNotContain("websocket.connect.url");
  }

  @Test
  void explain_prints_json(CapturedOutput output) {
    assertThat(explainUrl("wss://prices.example.com/", "--groups", "readers", "--json")).isZero();

    JsonNode document = json(output);
    assertThat(document.propertyNames())
        .containsExactly(
            "decision",
            "allowed",
            "by",
            "revision",
            "in_shadow",
            "actor",
            "action",
            "resource",
            "unknown_groups",
            "policies");
    assertThat(document.get("decision").asString()).isEqualTo("allow");
    assertThat(document.get("policies")).hasSize(4);
    JsonNode rooms = document.get("policies").get(3);
    assertThat(rooms.get("id").asString()).isEqualTo("app:rooms");
    assertThat(rooms.get("matched").asBoolean()).isFalse();
    assertThat(rooms.get("clause").asString()).isEqualTo("groups");
  }

  @Test
  void explain_refuses_a_group_that_no_policy_is_for(CapturedOutput output) {
    assertThat(explainUrl("wss://prices.example.com/", "--groups", "reader")).isEqualTo(2);

    assertThat(output.getErr())
        .contains("is for the group \"reader\"; known are app:bots, app:readers");
    assertThat(output.getOut()).isEmpty();
  }

  @Test
  void explain_names_the_groups_to_an_actor_who_is_in_none(CapturedOutput output) {
    assertThat(explainUrl("wss://prices.example.com/")).isEqualTo(1);

    assertThat(output.getOut())
        .contains("no policy allows it, and none denies it", "known groups: app:bots, app:readers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --connect    | https://prices.example.com/ | no URL to connect to
          --actor-meta | {}    | either --connect, or --action and --resource
          --actor-meta | [1]   | --actor-meta is no JSON object
          --actor-meta | {"a": 1, "a": 2} | --actor-meta is no JSON object
          --meta       | {"n": 99999999999999999999} | --meta: metadata holds
          --label      | team  | should be in KEY=VALUE format
          """)
  void explain_says_what_is_wrong_with_an_option(
      String option, String value, String reason, CapturedOutput output) {
    assertThat(explain(option, value)).isEqualTo(2);

    assertThat(output.getErr()).contains(reason);
  }

  @Test
  void broken_policies_are_wrong_usage_of_explain_and_test(CapturedOutput output)
      throws IOException {
    Files.writeString(policies, POLICIES.replace("effect: deny", "effect: no"));

    assertThat(explainUrl("wss://prices.example.com/")).isEqualTo(2);
    assertThat(tidegate("policy", "test", directory.toString())).isEqualTo(2);

    assertThat(output.getErr()).contains(policies + ":20:15: invalid policy effect \"no\"");
    assertThat(output.getErr()).doesNotContain("Usage:");
  }

  @Test
  void test_passes_and_names_what_no_case_reached(CapturedOutput output) {
    assertThat(tidegate("policy", "test", directory.toString())).isZero();

    assertThat(output.getOut())
        .isEqualTo(
            """
            matched in no case:
              app:rooms  %s:22:5

            2 cases, all passed; 3 of 4 policies matched in some case (75 %%)
            """
                .formatted(policies));
  }

  @Test
  void test_fails_where_too_few_policies_were_reached(CapturedOutput output) {
    assertThat(tidegate("policy", "test", "--min-coverage", "75", directory.toString())).isZero();
    assertThat(tidegate("policy", "test", "--min-coverage", "76", directory.toString()))
        .isEqualTo(1);

    assertThat(output.getOut()).contains("(75 %), fewer than 76 %");
    assertThat(tidegate("policy", "test", "--min-coverage", "101", directory.toString()))
        .isEqualTo(2);
  }

  @Test
  void test_shows_what_differs_and_the_policies_concerned(CapturedOutput output)
      throws IOException {
    Path cases = directory.resolve("app.test.yaml");
    Files.writeString(cases, CASES.replace("expect: deny", "expect: {decision: allow, by: rooms}"));

    assertThat(tidegate("policy", "test", directory.toString())).isEqualTo(1);

    assertThat(output.getOut())
        .startsWith(
            """
            FAILED: places no orders
              %s:10:5
              decision
                - expected allow
                + actual   deny
              by
                - expected app:rooms
                + actual   app:no-orders
            """
                .formatted(cases))
        .contains("    deny   app:no-orders  " + policies + ":15:5\n")
        .contains("    allow  app:rooms  " + policies + ":22:5\n")
        .endsWith("2 cases, 1 failed; 3 of 4 policies matched in some case (75 %)\n");
  }

  @Test
  void test_prints_json(CapturedOutput output) {
    assertThat(tidegate("policy", "test", "--json", directory.toString())).isZero();

    JsonNode document = json(output);
    assertThat(document.propertyNames()).containsExactly("passed", "revision", "cases", "coverage");
    assertThat(document.get("cases")).hasSize(2);
    assertThat(document.get("cases").get(0).propertyNames())
        .containsExactly("name", "passed", "mismatches", "file", "line", "column");
    assertThat(document.get("coverage").get("percent").asInt()).isEqualTo(75);
    assertThat(document.get("coverage").get("unreached").get(0).get("id").asString())
        .isEqualTo("app:rooms");
  }

  @Test
  void broken_tests_are_wrong_usage(CapturedOutput output) throws IOException {
    Path cases = directory.resolve("app.test.yaml");
    Files.writeString(cases, CASES.replace("expect: deny", "expect: no"));

    assertThat(tidegate("policy", "test", directory.toString())).isEqualTo(2);

    assertThat(output.getErr())
        .contains("tests refused, 1 fault:\n  " + cases + ":13:13: \"no\" is no decision");
  }

  @ParameterizedTest
  @CsvSource({"policy, Tidegate policies", "test, Tests of Tidegate policies"})
  void schema_prints_what_editors_need(String subject, String title, CapturedOutput output) {
    assertThat(tidegate("policy", "schema", subject)).isZero();

    assertThat(json(output).get("title").asString()).isEqualTo(title);
  }

  @Test
  void policy_alone_is_wrong_usage(CapturedOutput output) {
    assertThat(tidegate("policy")).isEqualTo(2);

    assertThat(output.getErr()).contains("say which: check, explain, test or schema");
  }
}
