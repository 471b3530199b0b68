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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Policies change where connections that are open may stay so. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "tidegate.access.token=" + Client.TOKEN,
      "tidegate.egress.allow=127.0.0.0/8",
      "tidegate.policy.revoke-open-connections=false",
    })
@Timeout(120)
class KeptConnectionsIT {

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

  @TempDir private static Path directory;

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void policies(DynamicPropertyRegistry registry) throws IOException {
    Files.writeString(directory.resolve("app.yaml"), ALLOW);
    registry.add("tidegate.policy.dir", directory::toString);
  }

  @Test
  void a_change_refuses_new_connections_and_leaves_those_that_are_open() throws IOException {
    try (Client client = new Client(port);
        EchoPeer peer = EchoPeer.listen("127.0.0.1", 0, null)) {
      String script =
          """
          local kept = assert(websocket.connect("URL"))
          local refusal
          repeat
            local another, err = websocket.connect("URL")
            if another then
              another:close()
              time.sleep("20ms")
            end
            refusal = err
          until refusal
          assert(kept:send("still here"))
          return { kind = refusal:kind(), echo = kept:channel():receive().data }
          """
              .replace("URL", peer.uri() + "/echo");
      CompletableFuture<Answer> running =
          CompletableFuture.supplyAsync(() -> client.runLua("", script));
      await()
          .atMost(PATIENCE)
          .until(() -> client.metric("tidegate_websocket_connections_active") >= 1);

      Files.writeString(
          directory.resolve("app.yaml"), ALLOW.replace("ws://127.0.0.1:*/*", "ws://localhost/*"));

      Answer answer = running.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      assertThat(answer.body().at("/result/echo").asString())
          .as(answer.response().body())
          .isEqualTo("still here");
      assertThat(answer.body().at("/result/kind").asString()).isEqualTo("PermissionDenied");
    }
  }
}
