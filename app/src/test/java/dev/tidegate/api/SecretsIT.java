package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.tidegate.access.Issuer;
import dev.tidegate.api.Client.Answer;
import dev.tidegate.cli.TidegateService;
import dev.tidegate.telemetry.StructuredLog;
import dev.tidegate.telemetry.TraceCollector;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Has secrets used wherever one may be, by jobs that succeed, fail, are denied and run out of time
 * and by requests that are refused, and looks for them in all that the service says.
 */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "tidegate.egress.allow=127.0.0.0/8",
      "tidegate.secrets.values.handshake=" + SecretsIT.HANDSHAKE,
      "tidegate.env.variables.KEY=" + SecretsIT.VARIABLE,
      "tidegate.access.jwt.issuer=" + Issuer.NAME,
      "tidegate.access.jwt.audience=" + Issuer.AUDIENCE,
      "management.endpoint.health.show-details=always",
      "management.tracing.sampling.probability=1",
      "management.opentelemetry.tracing.export.schedule-delay=100ms"
    })
@ExtendWith(OutputCaptureExtension.class)
class SecretsIT {

  static final String HANDSHAKE = "c4n4ry-of-a-handshake";
  static final String VARIABLE = "c4n4ry-of-a-variable";
  private static final String QUERY = "c4n4ry-of-a-query";
  private static final String USER_INFO = "c4n4ry-of-user-info";
  private static final String INPUT = "c4n4ry-of-an-input";
  private static final String WRONG_TOKEN = "c4n4ry-of-a-wrong-token";
  private static final String BODY = "c4n4ry-of-a-broken-body";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RSAKey KEY = Issuer.rsa("key");
  private static final Issuer ISSUER = new Issuer(KEY);
  private static final TraceCollector COLLECTOR = new TraceCollector();

  private static final String POLICIES =
      """
      version: "1.0"
      namespace: test
      entries:
        - name: connect
          kind: security.policy
          policy:
            actions: "websocket.*"
            resources: ["", "ws://127.0.0.1:*/ws", "ws://127.0.0.1:*/refuse", "ws://127.0.0.1:9/*"]
            effect: allow
          groups: [default]
        - name: values
          kind: security.policy
          policy: {actions: [env.get, secret.use], resources: "*", effect: allow}
          groups: [default]
        - name: callers
          kind: security.policy
          policy: {actions: [job.submit, metrics.read, policy.read], resources: "", effect: allow}
          groups: [default]
        - name: operators
          kind: security.policy
          policy: {actions: job.read, resources: "*", effect: allow}
          groups: [operator]
      """;

  @TempDir private static Path directory;

  @LocalServerPort private int port;

  private final RecordingPeer peer = new RecordingPeer();
  private final StructuredLog structured = new StructuredLog();

  /** All that the service has answered, with what was asked. */
  private final Map<String, String> answers = new LinkedHashMap<>();

  private Client alice;
  private Client olga;

  @DynamicPropertySource
  static void settle(DynamicPropertyRegistry properties) throws IOException {
    ThreeActors.settle(properties, directory);
    Path policies = Files.createDirectory(directory.resolve("policies"));
    Files.writeString(policies.resolve("test.yaml"), POLICIES);
    properties.add("tidegate.policy.dir", policies::toString);
    properties.add("tidegate.access.jwt.jwk-set-uri", ISSUER::keys);
    properties.add("management.opentelemetry.tracing.export.otlp.endpoint", COLLECTOR::endpoint);
  }

  @AfterAll
  static void stopIssuerAndCollector() {
    ISSUER.close();
    COLLECTOR.close();
  }

  @BeforeEach
  void begin() {
    alice = new Client(port, ThreeActors.ALICE);
    olga = new Client(port, ThreeActors.OLGA);
  }

  @AfterEach
  void end() {
    structured.close();
    alice.close();
    olga.close();
    peer.close();
  }

  private Answer keep(String what, Answer answer) {
    answers.merge(
        what,
        answer.status() + " " + answer.response().headers().map() + answer.response().body(),
        (before, now) -> before + "\n" + now);
    return answer;
  }

  private Answer ask(Client client, String path) {
    return keep(path, client.get(path));
  }

  /** Runs a script of Alice's to its end, and says which job that was. */
  private Answer job(String script, String wallTime) {
    String body =
        """
        {"source": "%s", "input": {"url": "ws://127.0.0.1:%d", "secret": "%s"},
         "limits": {"wall_time": "%s"}}
        """
            .formatted(
                script.strip().replace("\"", "\\\"").replace("\n", "\\n"),
                peer.port(),
                INPUT,
                wallTime);
    Answer answer =
        keep(
            "a job",
            alice.send(
                alice
                    .request("/v1/jobs")
                    .header("Content-Type", "application/json")
                    .header("Prefer", "wait=30")
                    .POST(BodyPublishers.ofString(body))));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer;
  }

  private List<Answer> jobs() {
    List<Answer> all = new ArrayList<>();
    all.add(
        job(
            """
            local input = ...
            local c = assert(websocket.connect(input.url .. "/ws?token=%s", {headers = {
              Authorization = "Bearer ${secret:handshake}", ["X-Key"] = require("env").get("KEY") }}))
            assert(c:send(input.secret))
            c:close()
            return "done"
            """
                .formatted(QUERY),
            "20s"));
    assertThat(all.getLast().body().path("state").asString())
        .as(all.getLast().response().body())
        .isEqualTo("succeeded");
    all.add(
        job(
            """
            local input = ...
            error(select(2, websocket.connect(input.url .. "/refuse?token=%s", {headers = {
              Authorization = "Bearer ${secret:handshake}" }})))
            """
                .formatted(QUERY),
            "20s"));
    all.add(
        job(
            """
            local input = ...
            error(select(2, websocket.connect(input.url .. "/denied?token=%s")))
            """
                .formatted(QUERY),
            "20s"));
    all.add(
        job(
            """
            error(select(2, websocket.connect("ws://127.0.0.1:9/nobody?token=%s")))
            """
                .formatted(QUERY),
            "20s"));
    all.add(
        job(
            """
            error(select(2, websocket.connect("ws://ann:%s@127.0.0.1:9/ws")))
            """
                .formatted(USER_INFO),
            "20s"));
    all.add(
        job(
            """
            local input = ...
            local c = assert(websocket.connect(input.url .. "/ws?token=%s", {headers = {
              Authorization = "Bearer ${secret:handshake}" }}))
            c:channel():receive()
            """
                .formatted(QUERY),
            "1s"));
    for (Answer failed : all.subList(1, all.size())) {
      assertThat(failed.body().path("state").asString())
          .as(failed.response().body())
          .isEqualTo("failed");
    }
    assertThat(all.getLast().body().at("/error/reason").asString()).isEqualTo("wall_time");
    return all;
  }

  private void refusedRequests(String jwt) {
    try (Client wrong = new Client(port, WRONG_TOKEN);
        Client ann = new Client(port, jwt);
        Client altered = new Client(port, jwt.substring(0, jwt.length() - 9) + "c4n4ry-ab")) {
      assertThat(keep("a wrong token", wrong.runLua("", "return 1")).status()).isEqualTo(401);
      assertThat(keep("a token in the query", anonymous("?access_token=" + WRONG_TOKEN)).status())
          .isEqualTo(401);
      assertThat(keep("a JWT", ann.runLua("", "return 1")).status()).isEqualTo(200);
      assertThat(keep("an altered JWT", altered.runLua("", "return 1")).status()).isEqualTo(401);
    }
    assertThat(keep("no JSON", alice.runJson("{\"source\": " + BODY + "}")).status())
        .isEqualTo(400);
    assertThat(
            keep(
                    "a number for a text",
                    alice.runJson("{\"source\": 1, \"input\": \"" + BODY + "\"}"))
                .status())
        .isBetween(400, 422);
    assertThat(keep("a query", alice.get("/v1/jobs?cursor=" + WRONG_TOKEN)).status())
        .isBetween(400, 422);
  }

  private Answer anonymous(String query) {
    return alice.send(alice.anonymous("/v1/jobs" + query).GET());
  }

  private void readAll(List<Answer> jobs) {
    try (Client bob = new Client(port, ThreeActors.BOB)) {
      for (Answer job : jobs) {
        String path = "/v1/jobs/" + job.body().path("id").asString();
        assertThat(ask(olga, path).status()).isEqualTo(200);
        assertThat(ask(olga, path + "/events").status()).isEqualTo(200);
        assertThat(ask(olga, path + "/logs").status()).isEqualTo(200);
        assertThat(ask(olga, path + "/connections").status()).isEqualTo(200);
        assertThat(ask(bob, path).status()).isEqualTo(404);
      }
    }
    for (String path :
        List.of(
            "/v1/jobs",
            "/v1/policies",
            "/v1/audit/decisions",
            "/actuator/prometheus",
            "/actuator/info",
            "/actuator/health",
            "/actuator/health/readiness")) {
      assertThat(ask(olga, path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void no_secret_is_in_anything_that_the_service_says(CapturedOutput output) {
    JWTClaimsSet claims = Issuer.claims(Instant.now()).claim("groups", List.of("default")).build();
    String jwt = Issuer.sign(KEY, claims);

    List<Answer> jobs = jobs();
    refusedRequests(jwt);
    readAll(jobs);

    // All were in use, and all had something to tell of them.
    assertThat(peer.heard())
        .contains("Authorization: Bearer " + HANDSHAKE, "X-Key: " + VARIABLE, INPUT, QUERY);
    assertThat(answers.get("/v1/audit/decisions")).contains("/denied", "handshake");
    await().atMost(PATIENCE).until(() -> output.getAll().contains("/denied"));
    String log = structured.text();
    assertThat(log).contains("\"ecs\":{\"version\"", "127.0.0.1:9/nobody", "the form of its URL");
    assertThat(log.lines().filter(line -> line.contains("127.0.0.1:9/nobody")))
        .singleElement()
        .asString()
        .contains("\"job\":\"" + jobs.get(3).body().path("id").asString() + "\"");
    assertThat(output.getAll()).contains("127.0.0.1:9/nobody", "the form of its URL");
    assertThat(answers.get("/actuator/prometheus"))
        .contains("tidegate_egress_refusals_total{reason=\"url_form\"} 1.0");
    assertThat(answers.get("/actuator/health")).contains("components");

    // The last request is in no batch but the last.
    await().atMost(PATIENCE).until(() -> COLLECTOR.text().contains("http get /v1/audit/decisions"));
    String traces = COLLECTOR.text();
    assertThat(traces).contains("run job", "ws://127.0.0.1:9/nobody", "/refuse", "/denied");

    Map<String, String> said = new LinkedHashMap<>(answers);
    said.put("the traces", traces);
    said.put("the console", output.getAll());
    said.put("the structured log", log);
    List<String> secrets =
        List.of(
            "c4n4ry",
            ThreeActors.ALICE,
            ThreeActors.BOB,
            ThreeActors.OLGA,
            ThreeActors.hash(ThreeActors.ALICE),
            jwt,
            jwt.substring(jwt.lastIndexOf('.')));
    assertThat(said.entrySet())
        .flatExtracting(where ->
            secrets.stream()
                .filter(where.getValue()::contains)
                .map(secret -> where.getKey() + ": " + around(where.getValue(), secret))
                .toList())
        .isEmpty();
  }

  private static String around(String text, String secret) {
    int at = text.indexOf(secret);
    return text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 60));
  }
}
