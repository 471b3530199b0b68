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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "tidegate.access.token=" + Client.TOKEN,
      "tidegate.access.actor=ann",
      "tidegate.access.groups=traders",
      "tidegate.audit.lines-per-minute=50"
    })
class AuditApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private static Path directory;

  @LocalServerPort private int port;
  private Client client;

  @DynamicPropertySource
  static void files(DynamicPropertyRegistry properties) throws IOException {
    Path policies = Files.createDirectory(directory.resolve("policies"));
    Files.writeString(
        policies.resolve("app.yaml"),
        """
        version: "1.0"
        namespace: app
        entries:
          - name: readers
            kind: security.policy
            policy: {actions: policy.read, resources: "", effect: allow}
            groups: [traders]
          - name: connect
            kind: security.policy
            policy:
              actions: [websocket.connect, websocket.connect.url]
              resources: ["", "wss://prices.invalid/*"]
              effect: allow
            groups: [traders]
          - name: no-orders
            kind: security.policy
            policy: {actions: websocket.connect.url, resources: "wss://prices.invalid/orders", effect: deny}
            groups: [traders]
          - name: callers
            kind: security.policy
            policy: {actions: [job.submit, metrics.read], resources: "", effect: allow}
            groups: [traders]
        """);
    properties.add("tidegate.policy.dir", policies::toString);
    properties.add("tidegate.audit.file", () -> directory.resolve("audit.log").toString());
  }

  @BeforeEach
  void connect() {
    client = new Client(port);
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  /** Runs a script; its id. */
  private String run(String script) {
    Answer answer =
        client.runJson(
            "{\"source\": %s, \"name\": \"canary-name\", \"labels\": {\"l\": \"canary-label\"}}"
                .formatted(JSON.writeValueAsString("local ws = require('websocket') " + script)));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.body().path("id").asString();
  }

  private JsonNode decisions(String query) {
    Answer answer = client.get("/v1/audit/decisions" + query);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.body().path("items");
  }

  private JsonNode decisions(String query, int count) {
    await().atMost(PATIENCE).until(() -> decisions(query).size() == count);
    return decisions(query);
  }

  private static List<JsonNode> lines() {
    try {
      return Files.readAllLines(directory.resolve("audit.log")).stream()
          .map(JSON::readTree)
          .toList();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static List<JsonNode> lines(String job) {
    return lines().stream().filter(line -> line.path("job").asString("").equals(job)).toList();
  }

  @Test
  void every_decision_of_a_job_can_be_asked_for_and_is_a_line_of_the_file() {
    Instant before = Instant.now().minusMillis(1);

    String job = run("ws.connect('wss://PRICES.invalid:443/orders')");

    JsonNode items = decisions("?job=" + job, 2);
    JsonNode url = items.get(0);
    assertThat(url.path("event").asString()).isEqualTo("decision");
    assertThat(Instant.parse(url.path("time").asString())).isAfter(before);
    assertThat(url.path("actor").asString()).isEqualTo("ann");
    assertThat(url.path("action").asString()).isEqualTo("websocket.connect.url");
    assertThat(url.path("resource").asString()).isEqualTo("wss://prices.invalid/orders");
    assertThat(url.path("decision").asString()).isEqualTo("deny");
    assertThat(url.path("policies").toString()).isEqualTo("[\"app:no-orders\"]");
    assertThat(url.path("revision").asString()).matches("[0-9a-f]{12}");
    assertThat(url.path("shadow").isNull()).isTrue();
    assertThat(items.get(1).path("action").asString()).isEqualTo("websocket.connect");
    assertThat(items.get(1).path("decision").asString()).isEqualTo("allow");
    assertThat(lines(job)).containsExactly(items.get(1), items.get(0));
  }

  @Test
  void the_file_begins_with_the_set_in_force() {
    JsonNode first = lines().getFirst();

    assertThat(first.path("event").asString()).isEqualTo("policies_in_force");
    assertThat(first.path("cause").asString()).isEqualTo("start");
    assertThat(first.at("/changes/added").toString())
        .isEqualTo("[\"app:readers\",\"app:connect\",\"app:no-orders\",\"app:callers\"]");
  }

  @Test
  void decisions_are_found_by_what_they_are() {
    String job =
        run("ws.connect('wss://prices.invalid/orders') ws.connect('wss://other.invalid/')");
    decisions("?job=" + job, 4);

    assertThat(decisions("?job=" + job + "&decision=allow")).hasSize(2);
    assertThat(decisions("?job=" + job + "&decision=deny")).hasSize(1);
    assertThat(decisions("?job=" + job + "&decision=undefined")).hasSize(1);
    assertThat(decisions("?job=" + job + "&action=websocket.connect")).hasSize(2);
    assertThat(decisions("?job=" + job + "&policy=app:no-orders")).hasSize(1);
    assertThat(decisions("?job=" + job + "&actor=ann")).hasSize(4);
    assertThat(decisions("?job=" + job + "&actor=bob")).isEmpty();
    assertThat(decisions("?job=" + job + "&since=2000-01-01T00:00:00%2B02:00")).hasSize(4);
    assertThat(decisions("?job=" + job + "&since=2100-01-01T00:00:00Z")).isEmpty();
  }

  @Test
  void a_page_leads_to_the_next() {
    String job = run("for i = 1, 3 do ws.connect('wss://other.invalid/' .. i) end");
    decisions("?job=" + job, 6);

    Answer first =
        client.get("/v1/audit/decisions?action=websocket.connect.url&limit=2&job=" + job);
    String cursor = first.body().path("next_cursor").asString();
    Answer second =
        client.get(
            "/v1/audit/decisions?action=websocket.connect.url&limit=2&job="
                + job
                + "&cursor="
                + cursor);

    assertThat(first.body().path("items")).hasSize(2);
    assertThat(first.body().at("/items/0/resource").asString()).isEqualTo("wss://other.invalid/3");
    assertThat(second.body().path("items")).hasSize(1);
    assertThat(second.body().at("/items/0/resource").asString()).isEqualTo("wss://other.invalid/1");
    assertThat(second.body().path("next_cursor").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, /limit",
    "limit=1001, /limit",
    "limit=x, /limit",
    "cursor=0, /cursor",
    "cursor=abc, /cursor",
    "decision=maybe, /decision",
    "since=yesterday, /since",
    "job=a&job=b, /job",
    "jobs=a, /jobs",
  })
  void a_query_that_is_wrong_is_400(String query, String pointer) {
    Answer answer = client.get("/v1/audit/decisions?" + query);

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.fault(pointer)).doesNotStartWith("no error at");
  }

  @Test
  void a_script_in_a_loop_does_not_fill_the_audit() {
    double before = omitted();

    String job = run("for i = 1, 200 do ws.connect('wss://other.invalid/' .. i) end");

    decisions("?limit=1000&decision=undefined&job=" + job, 50);
    assertThat(decisions("?limit=1000&decision=allow&job=" + job)).hasSize(50);
    assertThat(omitted() - before).isGreaterThanOrEqualTo(300);
  }

  private double omitted() {
    return client.metric("tidegate_audit_decisions_total{outcome=\"omitted\"}");
  }

  @Test
  void reading_the_audit_is_a_decision_too() {
    decisions("?decision=allow&action=policy.read");

    await()
        .atMost(PATIENCE)
        .until(() -> !decisions("?decision=allow&action=policy.read&limit=1").isEmpty());
    assertThat(decisions("?decision=allow&action=policy.read&limit=1").get(0).path("job").isNull())
        .isTrue();
  }

  @Test
  void decisions_are_counted_by_action_and_by_policy() {
    run("ws.connect('wss://prices.invalid/orders')");

    assertThat(
            client.metric(
                "tidegate_policy_decisions_total{action=\"websocket.connect.url\",decision=\"deny\"}"))
        .isPositive();
    assertThat(client.metric("tidegate_policy_effects_total{policy=\"app:no-orders\"}"))
        .isPositive();
  }

  @Test
  void nothing_of_what_may_be_secret_is_in_audit_answers_or_metrics() {
    String job =
        run(
            """
            local options = { headers = { Authorization = "canary-header", ["X-Key"] = "canary-key" } }
            ws.connect("wss://prices.invalid/orders?token=canary-query", options)
            ws.connect("wss://other.invalid/v1?canary-parameter", options)
            ws.connect("wss://user:canary-password@other.invalid/", options)
            ws.connect("wss://other.invalid/#canary-fragment", options)
            """);
    decisions("?job=" + job, 6);
    client.post(
        "/v1/policies/evaluate",
        "application/json",
        """
        {"actor": {"id": "ann", "meta": {"password": "canary-actor"}}, "action": "websocket.connect.url",
         "resource": "wss://other.invalid/?canary-asked", "meta": {"token": "canary-meta"}}
        """);

    assertThat(lines(job)).hasSize(6);
    assertThat(lines().toString()).doesNotContain("canary", Client.TOKEN);
    assertThat(client.get("/v1/audit/decisions?limit=1000").response().body())
        .doesNotContain("canary", Client.TOKEN);
    assertThat(client.get("/actuator/prometheus").response().body())
        .doesNotContain("canary", Client.TOKEN);
  }
}
