package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.api.Client;
import dev.tidegate.api.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of a service's policies change under it, with everything else as it comes. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "tidegate.access.token=" + Client.TOKEN,
      "tidegate.egress.allow=127.0.0.0/8",
    })
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class PolicyReloadIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String ALLOW =
      """
      version: "1.0"
      namespace: app
      entries:
        - name: own-machine
          kind: security.policy
          policy:
            actions: ["websocket.connect", "websocket.connect.url"]
            resources: ["", "ws://127.0.0.1:*/*"]
            effect: allow
          groups: [default]
        - name: callers
          kind: security.policy
          policy: {actions: [job.submit, metrics.read], resources: "", effect: allow}
          groups: [default]
      """;

  private static final String REFUSE = ALLOW.replace("ws://127.0.0.1:*/*", "ws://localhost/*");

  @TempDir private static Path directory;

  @LocalServerPort private int port;
  private Client client;
  private final EchoPeer peer = EchoPeer.listen("127.0.0.1", 0, null);

  @DynamicPropertySource
  static void policies(DynamicPropertyRegistry registry) throws IOException {
    Files.writeString(directory.resolve("app.yaml"), ALLOW);
    registry.add("tidegate.policy.dir", directory::toString);
  }

  @BeforeEach
  void connect() {
    client = new Client(port);
  }

  @AfterEach
  void stop() throws IOException {
    write(ALLOW);
    await().atMost(PATIENCE).until(() -> health().equals("UP"));
    client.close();
    peer.close();
  }

  private static void write(String text) throws IOException {
    Files.writeString(directory.resolve("app.yaml"), text);
  }

  private String health() {
    return status("/actuator/health");
  }

  private String status(String path) {
    Answer answer = client.get(path);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().path("status").asString();
  }

  private JsonNode run(String source) {
    Answer answer = client.runLua("", source.replace("URL", peer.uri() + "/echo"));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void a_change_refuses_new_connections_and_closes_those_that_are_open(CapturedOutput output)
      throws IOException {
    double closes =
        client.metric("tidegate_websocket_closes_total{code=\"1008\",initiator=\"policy\"}");
    double applied = client.metric("tidegate_policy_reloads_total{result=\"applied\"}");
    CompletableFuture<JsonNode> holding =
        CompletableFuture.supplyAsync(() ->
            run(
                """
                local client = assert(websocket.connect("URL"))
                local message, ok = client:channel():receive()
                local info = client:close_info()
                return { ok = ok, code = info.code, reason = info.reason, initiator = info.initiator }
                """));
    await()
        .atMost(PATIENCE)
        .until(() -> client.metric("tidegate_websocket_connections_active") == 1);

    write(REFUSE);

    JsonNode held = holding.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    assertThat(held.path("result"))
        .isEqualTo(
            JSON.readTree(
                """
                {"ok": false, "code": 1008, "reason": "not allowed any more", "initiator": "policy"}
                """));
    JsonNode refused = run("assert(websocket.connect('URL'))");
    assertThat(refused.at("/error/kind").asString()).isEqualTo("PermissionDenied");
    assertThat(client.metric("tidegate_policy_reloads_total{result=\"applied\"}"))
        .isEqualTo(applied + 1);
    await()
        .atMost(PATIENCE)
        .until(() ->
            client.metric("tidegate_websocket_closes_total{code=\"1008\",initiator=\"policy\"}")
                == closes + 1);
    assertThat(client.metric("tidegate_policy_age_seconds")).isBetween(0.0, 120.0);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(output.getOut())
                .containsPattern("2 policies are in force, revision [0-9a-f]{12} in the place")
                .containsPattern(
                    "Closed a connection of job .* to ws://127.0.0.1:.*/echo: the policies"
                        + " don't allow it any more")
                .containsPattern(
                    "Revision [0-9a-f]{12} of the policies ended 1 connections and attempts"));
  }

  @Test
  void a_change_with_faults_leaves_all_as_it_is_and_warns(CapturedOutput output)
      throws IOException {
    double refused = client.metric("tidegate_policy_reloads_total{result=\"refused\"}");
    assertThat(client.metric("tidegate_policy_refused")).isZero();

    write(REFUSE.replace("effect: allow", "effect: permit").replace("kind:", "kin:"));
    await().atMost(PATIENCE).until(() -> health().equals("WARNING"));

    assertThat(status("/actuator/health/readiness")).isEqualTo("UP");
    assertThat(status("/actuator/health/liveness")).isEqualTo("UP");
    assertThat(client.metric("tidegate_policy_refused")).isEqualTo(1);
    assertThat(client.metric("tidegate_policy_reloads_total{result=\"refused\"}"))
        .isEqualTo(refused + 1);
    JsonNode job = run("return assert(websocket.connect('URL')) ~= nil");
    assertThat(job.path("result").booleanValue()).as(job.toString()).isTrue();

    write(ALLOW);
    await().atMost(PATIENCE).until(() -> health().equals("UP"));

    assertThat(client.metric("tidegate_policy_refused")).isZero();
    assertThat(client.metric("tidegate_policy_reloads_total{result=\"refused\"}"))
        .isEqualTo(refused + 1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(output.getOut())
                .contains("again, which has stayed in force")
                .containsOnlyOnce(directory.resolve("app.yaml") + ":5:"));
  }
}
