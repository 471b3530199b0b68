package dev.tidegate.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.cli.TidegateService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole conversation between a script that came over HTTP and a peer in a container. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "tidegate.access.token=" + WebSocketContainerIT.TOKEN)
@ActiveProfiles("dev")
class WebSocketContainerIT {

  static final String TOKEN = "a-token-for-the-container-tests";

  private static final JsonMapper JSON = new JsonMapper();
  private static final int PEER_PORT = 8765;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SCRIPT =
      """
      local websocket = require("websocket")
      local input = ...

      local client, err = websocket.connect(input.url, {
        headers = { ["Authorization"] = "Bearer " .. input.token },
        dial_timeout = "10s",
      })
      if err then
        return nil, err
      end
      assert(client:send(json.encode({ action = "subscribe", symbols = input.symbols })))

      local ch = client:channel()
      local heartbeat = time.after("20s")
      local sum = 0
      for _ = 1, #input.symbols do
        local r = channel.select {
          ch:case_receive(),
          heartbeat:case_receive(),
        }
        assert(r.channel == ch and r.ok, "no answer")
        sum = sum + json.decode(r.value.data).value
      end
      assert(client:ping())
      assert(client:close(4001, "enough"))
      return sum
      """;

  @LocalServerPort private int port;

  @Test
  void a_script_converses_with_a_peer_in_a_container() throws Exception {
    PythonImage.assumeContainers();
    try (GenericContainer<?> peer =
        PythonImage.container()
            .withCopyFileToContainer(
                MountableFile.forHostPath("src/test/peers/container_peer.py"), "/peer.py")
            .withCommand("python3", "/peer.py")
            .withExposedPorts(PEER_PORT)
            .waitingFor(Wait.forLogMessage("listening\\n", 1).withStartupTimeout(PATIENCE))) {
      peer.start();
      String url = "ws://127.0.0.1:" + peer.getMappedPort(PEER_PORT) + "/feed";

      JsonNode job =
          run(
              Map.of(
                  "source",
                  SCRIPT,
                  "input",
                  Map.of(
                      "url", url, "token", "for-the-peer", "symbols", List.of("A", "BB", "CCC"))));

      assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("succeeded");
      assertThat(job.path("result").asInt()).isEqualTo(6);
      assertThat(job.at("/usage/messages_received").asInt()).isEqualTo(3);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(peer.getLogs())
                  .contains("authorization: Bearer for-the-peer", "closed: 4001 enough"));
    }
  }

  private JsonNode run(Map<String, ?> request) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/run"))
                  .timeout(PATIENCE)
                  .header("Authorization", "Bearer " + TOKEN)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(JSON.writeValueAsString(request)))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body());
    }
  }
}
