package dev.tidegate.api;

import static dev.tidegate.api.Client.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.api.Client.Answer;
import dev.tidegate.cli.TidegateService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "tidegate.access.token=" + Client.TOKEN,
      "tidegate.access.actor=ann",
      "tidegate.access.groups=traders,auditors",
      "tidegate.api.max-body=128KiB"
    })
class PolicyApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String POLICIES =
      """
      version: "1.0"
      namespace: app
      entries:
        - name: readers
          kind: security.policy
          policy: {actions: policy.read, resources: "", effect: allow}
          groups: [auditors]
        - name: prices
          kind: security.policy
          description: Reads prices
          policy:
            actions: [websocket.connect, websocket.connect.url]
            resources: ["", "wss://prices.example.com/*"]
            effect: allow
          groups: [traders]
        - name: no-orders
          kind: security.policy
          policy: {actions: websocket.connect.url, resources: "wss://prices.example.com/orders", effect: deny}
          groups: [traders]
        - name: rooms
          kind: security.policy
          policy:
            actions: ["websocket.*"]
            resources: "*"
            effect: allow
            conditions:
              - {field: actor.meta.role, operator: in, value: [bot, 7, true]}
              - {field: actor.id, operator: ne, value_from: meta.owner}
              - {field: actor.id, operator: exists}
          groups: [bots]
        - name: forgotten
          kind: security.policy
          policy: {actions: env.get, resources: "*", effect: allow}
        - name: trial
          kind: security.policy.expr
          mode: shadow
          policy: {actions: "websocket.*", resources: "*", effect: deny, expression: "actor.meta.level > 3"}
          groups: [bots]
        - name: callers
          kind: security.policy
          policy: {actions: [job.submit, metrics.read], resources: "", effect: allow}
          groups: [traders]
      """;

  @TempDir private static Path directory;

  @LocalServerPort private int port;
  private Client client;

  @DynamicPropertySource
  static void policies(DynamicPropertyRegistry properties) throws IOException {
    Files.writeString(directory.resolve("app.yaml"), POLICIES);
    properties.add("tidegate.policy.dir", directory::toString);
  }

  @BeforeEach
  void connect() {
    client = new Client(port);
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void shows_the_set_in_force_with_every_policy_and_where_it_stands() {
    Answer answer = client.get("/v1/policies");

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    JsonNode set = answer.body();
    String file = directory.resolve("app.yaml").toString();
    assertThat(set.path("revision").asString()).matches("[0-9a-f]{12}");
    assertThat(Instant.parse(set.path("since").asString())).isBefore(Instant.now());
    assertThat(set.path("errors")).isEmpty();
    assertThat(set.path("files").toString()).isEqualTo("[\"" + file + "\"]");
    assertThat(set.path("groups").toString())
        .isEqualTo("[\"app:auditors\",\"app:bots\",\"app:traders\"]");
    assertThat(set.path("entries")).hasSize(7);
    JsonNode prices = set.at("/entries/1");
    assertThat(prices.path("id").asString()).isEqualTo("app:prices");
    assertThat(prices.path("description").asString()).isEqualTo("Reads prices");
    assertThat(prices.path("effect").asString()).isEqualTo("allow");
    assertThat(prices.path("mode").asString()).isEqualTo("enforce");
    assertThat(prices.path("actions").toString())
        .isEqualTo("[\"websocket.connect\",\"websocket.connect.url\"]");
    assertThat(prices.path("resources").toString())
        .isEqualTo("[\"\",\"wss://prices.example.com/*\"]");
    assertThat(prices.path("kind").asString()).isEqualTo("security.policy");
    assertThat(prices.path("conditions")).isEmpty();
    assertThat(prices.path("expression").isNull()).isTrue();
    assertThat(set.at("/entries/3/conditions").toString())
        .isEqualTo(
            "[{\"field\":\"actor.meta.role\",\"operator\":\"in\",\"value\":[\"bot\",7,true]},"
                + "{\"field\":\"actor.id\",\"operator\":\"ne\",\"value_from\":\"meta.owner\"},"
                + "{\"field\":\"actor.id\",\"operator\":\"exists\"}]");
    assertThat(set.at("/entries/5/kind").asString()).isEqualTo("security.policy.expr");
    assertThat(set.at("/entries/5/mode").asString()).isEqualTo("shadow");
    assertThat(set.at("/entries/5/expression").asString()).isEqualTo("actor.meta.level > 3");
    assertThat(prices.path("groups").toString()).isEqualTo("[\"app:traders\"]");
    assertThat(prices.path("file").asString()).isEqualTo(file);
    assertThat(prices.path("line").asInt()).isEqualTo(8);
    assertThat(prices.path("column").asInt()).isEqualTo(5);
    assertThat(set.at("/warnings/0/message").asString()).contains("app:forgotten has no groups");
    assertThat(set.at("/warnings/0/file").asString()).isEqualTo(file);
  }

  @Test
  void shows_what_is_wrong_with_a_newer_set_until_it_is_put_right() throws IOException {
    String before = client.get("/v1/policies").body().path("revision").asString();
    Files.writeString(directory.resolve("bad.yaml"), "version: 2");

    await().atMost(PATIENCE).until(() -> !errors().isEmpty());

    assertThat(client.get("/v1/policies").body().path("revision").asString()).isEqualTo(before);
    assertThat(client.get("/v1/policies").body().path("omitted").asInt(-1)).isZero();
    assertThat(errors().at("/0/file").asString()).endsWith("bad.yaml");
    assertThat(errors().at("/0/line").asInt()).isEqualTo(1);

    Files.delete(directory.resolve("bad.yaml"));
    await().atMost(PATIENCE).until(() -> errors().isEmpty());
  }

  private JsonNode errors() {
    return client.get("/v1/policies").body().path("errors");
  }

  @Test
  void tells_the_caller_what_it_may_do_and_why() {
    Answer answer = evaluate("wss://PRICES.example.com:443/a/../v1?token=canary-query");

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    JsonNode body = answer.body();
    assertThat(body.path("decision").asString()).isEqualTo("allow");
    assertThat(body.path("allowed").asBoolean()).isTrue();
    assertThat(body.path("in_shadow").asString()).isEqualTo("allow");
    assertThat(body.path("by").toString()).isEqualTo("[\"app:prices\"]");
    assertThat(body.path("actor").asString()).isEqualTo("ann");
    assertThat(body.path("resource").asString()).isEqualTo("wss://prices.example.com/v1");
    assertThat(body.path("revision").asString())
        .isEqualTo(client.get("/v1/policies").body().path("revision").asString());
    JsonNode prices = considered(body, "app:prices");
    assertThat(prices.path("matched").asBoolean()).isTrue();
    assertThat(prices.path("failed").asBoolean()).isFalse();
    assertThat(prices.path("why").isNull()).isTrue();
    JsonNode rooms = considered(body, "app:rooms");
    assertThat(rooms.path("matched").asBoolean()).isFalse();
    assertThat(rooms.path("clause").asString()).isEqualTo("groups");
    assertThat(rooms.path("why").asString()).isNotBlank();
    assertThat(rooms.path("line").asInt()).isPositive();
    assertThat(answer.response().body()).doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource({
    "wss://prices.example.com/orders, deny, app:no-orders",
    "wss://other.example.com/, undefined, ",
  })
  void a_refusal_is_an_answer_too(String url, String decision, String by) {
    JsonNode body = evaluate(url).body();

    assertThat(body.path("decision").asString()).isEqualTo(decision);
    assertThat(body.path("allowed").asBoolean()).isFalse();
    assertThat(body.path("by").toString()).isEqualTo(by == null ? "[]" : "[\"" + by + "\"]");
  }

  @Test
  void asks_on_behalf_of_another_actor() {
    Answer answer =
        client.post(
            "/v1/policies/evaluate",
            "application/json",
            """
            {"actor": {"id": "bob", "meta": {"role": "bot", "level": 4, "list": [1, 2.5, null, true]},
                       "groups": ["app:bots", "misspelt"]},
             "action": "websocket.connect", "resource": "",
             "meta": {"job": {"name": "x"}, "owner": "ann"}}
            """);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.body().path("actor").asString()).isEqualTo("bob");
    assertThat(answer.body().path("by").toString()).isEqualTo("[\"app:rooms\"]");
    assertThat(answer.body().path("in_shadow").asString()).isEqualTo("deny");
    JsonNode trial = considered(answer.body(), "app:trial");
    assertThat(trial.path("mode").asString()).isEqualTo("shadow");
    assertThat(trial.path("matched").asBoolean()).isTrue();
    assertThat(answer.body().path("unknown_groups").toString()).isEqualTo("[\"misspelt\"]");
  }

  @Test
  void says_which_condition_stopped_a_policy_and_which_could_not_be_evaluated() {
    JsonNode body =
        client
            .post(
                "/v1/policies/evaluate",
                "application/json",
                """
                {"actor": {"id": "bob", "meta": {"role": "human", "level": "high"}, "groups": ["bots"]},
                 "action": "websocket.connect", "resource": ""}
                """)
            .body();

    assertThat(body.path("decision").asString()).isEqualTo("undefined");
    JsonNode rooms = considered(body, "app:rooms");
    assertThat(rooms.path("clause").asString()).isEqualTo("condition");
    assertThat(rooms.path("why").asString()).contains("actor.meta.role", "human");
    assertThat(rooms.path("line").asInt()).isEqualTo(27);
    JsonNode trial = considered(body, "app:trial");
    assertThat(trial.path("failed").asBoolean()).isTrue();
    assertThat(trial.path("clause").asString()).isEqualTo("expression");
  }

  @Test
  void asking_executes_nothing_and_is_no_decision_of_a_job() {
    double before = client.metric("tidegate_egress_refusals_total{reason=\"url_policy\"}");

    evaluate("wss://other.example.com/");

    assertThat(client.metric("tidegate_egress_refusals_total{reason=\"url_policy\"}"))
        .isEqualTo(before);
  }

  @Test
  void names_everything_that_is_wrong_with_a_question() {
    Answer answer =
        client.post(
            "/v1/policies/evaluate",
            "application/json",
            """
            {"actor": {"id": "", "groups": ["a b", 1], "name": "x"}, "action": 7, "action": "y",
             "resource": "a\\u0000b", "meta": {"a": 1e999, "b": 1, "b": 2}, "metadata": {}}
            """);

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.fault("/actor/id")).contains("1 to 256 characters");
    assertThat(answer.fault("/actor/groups/0")).contains("must be the name of a group");
    assertThat(answer.fault("/actor/groups/1")).isEqualTo("must be a text");
    assertThat(answer.fault("/actor/name")).isEqualTo("is not a known field");
    assertThat(answer.fault("/action")).isEqualTo("must be a text");
    assertThat(answer.fault("/resource")).contains("at most 4096");
    assertThat(answer.fault("/meta/a")).isEqualTo("is too large a number");
    assertThat(answer.fault("/meta/b")).isEqualTo("is there twice");
    assertThat(answer.fault("/metadata")).isEqualTo("is not a known field");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /action | is missing",
        "{\"action\": \"a\"} | /resource | is missing",
        "{\"action\": \"a\", \"resource\": \"\", \"actor\": {}} | /actor/id | is missing",
        "{\"action\": \"a\", \"resource\": \"\", \"actor\": []} | /actor | must be an object",
        "{\"action\": \"a\", \"resource\": \"\", \"meta\": 1} | /meta | must be an object",
        "[] | '' | must be an object",
        "{ | '' | not valid JSON",
      })
  void a_question_that_is_none_is_400(String body, String pointer, String message) {
    Answer answer = client.post("/v1/policies/evaluate", "application/json", body);

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.fault(pointer)).contains(message);
  }

  @Test
  void a_resource_that_is_no_url_is_said_to_be_none_and_not_repeated() {
    Answer answer = evaluate("wss://user:canary-password@prices.example.com/");

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.fault("/resource")).contains("user info");
    assertThat(answer.response().body()).doesNotContain("canary");
  }

  @Test
  void metadata_may_be_only_so_deep() {
    String deep = "{\"a\":".repeat(20) + "1" + "}".repeat(20);

    Answer answer =
        client.post(
            "/v1/policies/evaluate",
            "application/json",
            "{\"action\": \"a\", \"resource\": \"\", \"meta\": " + deep + "}");

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.fault("/meta")).contains("deeper than 16");
  }

  @Test
  void a_question_may_be_only_so_long() {
    Answer answer =
        client.post(
            "/v1/policies/evaluate", "application/json", "{\"x\": \"" + "x".repeat(70_000) + "\"}");

    assertProblem(answer, 413, "too-large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/yaml",
        "application/x-yaml",
        "text/yaml",
        "text/x-yaml",
        "text/yaml;charset=utf-8"
      })
  void good_policies_are_valid_whatever_the_name_of_the_media_type(String type) {
    Answer answer = client.post("/v1/policies/validate", type, POLICIES);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    JsonNode body = answer.body();
    assertThat(body.path("valid").asBoolean()).isTrue();
    assertThat(body.path("revision").asString()).matches("[0-9a-f]{12}");
    assertThat(body.path("policies").asInt()).isEqualTo(7);
    assertThat(body.path("errors")).isEmpty();
    assertThat(body.path("warnings").get(0).path("message").asString()).contains("app:forgotten");
    assertThat(body.path("omitted").asInt()).isZero();
  }

  @Test
  void bad_policies_are_200_and_not_valid_with_every_fault_and_its_place() {
    Answer answer =
        client.post(
            "/v1/policies/validate?file=mine.yaml",
            "application/yaml",
            """
            version: "1.0"
            namespace: app
            entries:
              - name: a
                kind: security.policy
                descripton: x
                policy: {actions: a, resources: b, effect: permit}
            """);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.body().path("valid").asBoolean()).isFalse();
    assertThat(answer.body().path("revision").isNull()).isTrue();
    assertThat(answer.body().path("errors")).hasSize(2);
    JsonNode first = answer.body().at("/errors/0");
    assertThat(first.path("file").asString()).isEqualTo("mine.yaml");
    assertThat(first.path("line").asInt()).isEqualTo(6);
    assertThat(first.path("column").asInt()).isEqualTo(5);
    assertThat(first.path("message").asString()).contains("descripton");
  }

  @Test
  void several_files_are_judged_together() {
    Answer answer =
        client.post(
            "/v1/policies/validate",
            "application/json",
            """
            {"files": {
              "a.yaml": "version: \\"1.0\\"\\nnamespace: x\\nentries: [{name: n, kind: security.policy, policy: {actions: a, resources: b, effect: deny}, groups: [g]}]",
              "b.yaml": "version: \\"1.0\\"\\nnamespace: x\\nentries: [{name: n, kind: security.policy, policy: {actions: a, resources: b, effect: deny}, groups: [g]}]"
            }}
            """);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.body().at("/errors/0/file").asString()).isEqualTo("b.yaml");
    assertThat(answer.body().at("/errors/0/message").asString()).contains("a.yaml:3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /files",
        "{\"files\": {}} | /files",
        "{\"files\": {\"a.yaml\": 1}} | /files/a.yaml",
        "{\"files\": {\"\": \"x\"}} | /files/",
        "{\"files\": {\"a\": \"x\"}, \"more\": 1} | /more",
      })
  void files_that_are_none_are_400(String body, String pointer) {
    Answer answer = client.post("/v1/policies/validate", "application/json", body);

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.fault(pointer)).doesNotStartWith("no error at");
  }

  @Test
  void only_a_bad_request_to_validate_is_refused() {
    assertProblem(
        client.post("/v1/policies/validate?name=x", "text/yaml", "a"), 400, "invalid-request");
    assertProblem(
        client.post("/v1/policies/validate", "text/plain", "a"), 415, "unsupported-media-type");
    assertProblem(
        client.post("/v1/policies/validate", "text/yaml", "#".repeat(200_000)), 413, "too-large");
    assertProblem(client.get("/v1/policies/validate"), 405, "method-not-allowed");
    Answer empty = client.post("/v1/policies/validate", "text/yaml", "");
    assertThat(empty.body().at("/errors/0/message").asString()).contains("is empty");
  }

  @Test
  void of_very_many_faults_the_first_are_shown_and_the_others_counted() {
    Answer answer =
        client.post(
            "/v1/policies/validate",
            "text/yaml",
            "version: \"1.0\"\nnamespace: x\nentries:\n" + "- 1\n".repeat(1_000));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("errors")).hasSize(200);
    assertThat(answer.body().path("omitted").asInt()).isEqualTo(800);
  }

  private Answer evaluate(String url) {
    return client.post(
        "/v1/policies/evaluate",
        "application/json",
        "{\"action\": \"websocket.connect.url\", \"resource\": \"" + url + "\"}");
  }

  private static JsonNode considered(JsonNode body, String id) {
    for (JsonNode policy : body.path("policies")) {
      if (policy.path("id").asString().equals(id)) {
        return policy;
      }
    }
    throw new AssertionError("no " + id + " in " + body);
  }
}
