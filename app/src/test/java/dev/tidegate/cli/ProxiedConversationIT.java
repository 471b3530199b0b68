package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.api.Client;
import dev.tidegate.api.Client.Answer;
import dev.tidegate.websocket.netty.Nginx;
import dev.tidegate.websocket.netty.PeerProcess;
import dev.tidegate.websocket.netty.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program as it is delivered, between an HTTP client and npm's {@code ws} behind nginx, which
 * shows a certificate by an authority that is configured.
 */
@Timeout(120)
class ProxiedConversationIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path JAR = Path.of("target/tidegate.jar");
  private static final Path FOLDER = Path.of("target/peers/nginx-service");

  private static final String SCRIPT =
      """
      local websocket = require("websocket")
      local client, err = websocket.connect(..., {
        compression = websocket.COMPRESSION.CONTEXT_TAKEOVER,
        compression_threshold = 1,
        protocols = { "chat" },
      })
      if err then
        return nil, err
      end
      local heard = {}
      for i = 1, 10 do
        assert(client:send(("message " .. i .. " "):rep(1000)))
        heard[i] = #client:channel():receive().data
      end
      assert(client:close(4001, "enough"))
      return heard
      """;

  private PeerProcess peer;
  private Nginx nginx;

  @BeforeEach
  void startServers() throws Exception {
    TestAuthority authority = new TestAuthority("Test Root");
    Nginx.install(FOLDER, "server", authority.issue("localhost"));
    Nginx.install(FOLDER, "other", new TestAuthority("Other Root").issue("localhost"));
    Files.writeString(FOLDER.resolve("root.pem"), authority.root().getCertificatePEM());
    peer = PeerProcess.ws(true);
    nginx =
        Nginx.start(
            FOLDER,
            """
            server {
              listen 127.0.0.1:PORT_1 ssl;
              ssl_certificate other.crt;
              ssl_certificate_key other.key;
            }
            server {
              listen 127.0.0.1:PORT_0 ssl;
              ssl_certificate server.crt;
              ssl_certificate_key server.key;
              location /echo {
                proxy_pass http://127.0.0.1:%d;
                proxy_http_version 1.1;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection upgrade;
              }
            }
            """
                .formatted(peer.port()));
  }

  @AfterEach
  void stopServers() {
    if (nginx != null) {
      nginx.close();
    }
    if (peer != null) {
      peer.close();
    }
  }

  @Test
  void a_script_reaches_a_server_of_a_configured_authority_and_no_other() throws Exception {
    try (Service service =
        Service.start("--tidegate.websocket.trusted-certificates=" + FOLDER.resolve("root.pem"))) {
      Answer answer = service.run("wss://localhost:" + nginx.port(0) + "/echo");

      assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
      assertThat(answer.body().path("state").asString()).isEqualTo("succeeded");
      assertThat(answer.body().path("result").toString())
          .isEqualTo("[10000,10000,10000,10000,10000,10000,10000,10000,10000,11000]");
      assertThat(answer.body().at("/usage/bytes_received").asInt()).isEqualTo(101_000);
      assertThat(peer.line("closed")).isEqualTo("closed 4001 enough");

      answer = service.run("wss://localhost:" + nginx.port(1) + "/echo");

      assertThat(answer.body().at("/error/message").asString())
          .isEqualTo("failed to dial websocket: TLS: certificate not trusted");
      assertThat(answer.body().at("/error/kind").asString()).isEqualTo("Internal");
      assertThat(answer.body().at("/error/retryable").booleanValue()).isTrue();
      assertThat(service.client.metric("tidegate_websocket_connects_total{outcome=\"ok\"}"))
          .isEqualTo(1);
      assertThat(service.client.metric("tidegate_websocket_connects_total{outcome=\"tls\"}"))
          .isEqualTo(1);
    }
  }

  /** The jar in a JVM of its own. */
  private record Service(PeerProcess process, Client client) implements AutoCloseable {

    static Service start(String argument) throws Exception {
      assertThat(JAR).as("what the package phase makes").exists();
      PeerProcess process =
          PeerProcess.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-jar",
              JAR.toString(),
              "--spring.profiles.active=dev",
              "--server.port=0",
              "--tidegate.access.token=" + Client.TOKEN,
              argument);
      String line = process.lineWith("started on port \\d+|FAILED");
      return new Service(process, new Client(port(line)));
    }

    private static int port(String line) {
      return Integer.parseInt(line.replaceAll(".* port (\\d+).*", "$1"));
    }

    Answer run(String input) {
      return client.runJson(
          JSON.writeValueAsString(
              JSON.createObjectNode().put("source", SCRIPT).put("input", input)));
    }

    @Override
    public void close() {
      client.close();
      process.close();
    }
  }
}
