package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.api.Client;
import dev.tidegate.api.Client.Answer;
import dev.tidegate.websocket.netty.PeerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples, as they are, over HTTP and on the command line, against {@code tidegate echo}. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "tidegate.access.token=" + Client.TOKEN)
@ActiveProfiles("dev")
@ExtendWith(OutputCaptureExtension.class)
class ConversationIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @LocalServerPort private int port;
  private Client client;
  private final EchoPeer peer = EchoPeer.listen("127.0.0.1", 0, "example");

  @BeforeEach
  void connect() {
    client = new Client(port);
  }

  @AfterEach
  void stop() {
    client.close();
    peer.close();
  }

  @Test
  void a_script_talks_to_an_echo_server_and_the_metrics_show_it() {
    double connects = client.metric("tidegate_websocket_connects_total{outcome=\"ok\"}");
    double sent =
        client.metric("tidegate_websocket_messages_total{direction=\"sent\",type=\"text\"}");
    double bytes =
        client.metric(
            "tidegate_websocket_payload_bytes_total{direction=\"received\",type=\"text\"}");
    double closes =
        client.metric("tidegate_websocket_closes_total{code=\"1000\",initiator=\"local\"}");
    double timed = client.metric("tidegate_websocket_connect_duration_seconds_count");

    JsonNode job = run("echo.lua", "{\"url\": \"" + peer.uri() + "/echo\", \"text\": \"hello\"}");

    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("succeeded");
    assertThat(job.at("/result/heard").asString()).isEqualTo("hello");
    assertThat(job.at("/usage/connections_opened").asInt()).isEqualTo(1);
    assertThat(job.at("/usage/messages_sent").asInt()).isEqualTo(1);
    assertThat(job.at("/usage/messages_received").asInt()).isEqualTo(1);
    int size = job.at("/usage/bytes_received").asInt();
    assertThat(size).isPositive();
    assertThat(client.metric("tidegate_websocket_connects_total{outcome=\"ok\"}"))
        .isEqualTo(connects + 1);
    assertThat(client.metric("tidegate_websocket_messages_total{direction=\"sent\",type=\"text\"}"))
        .isEqualTo(sent + 1);
    assertThat(
            client.metric(
                "tidegate_websocket_payload_bytes_total{direction=\"received\",type=\"text\"}"))
        .isEqualTo(bytes + size);
    assertThat(client.metric("tidegate_websocket_connect_duration_seconds_count"))
        .isEqualTo(timed + 1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(
                  client.metric(
                      "tidegate_websocket_closes_total{code=\"1000\",initiator=\"local\"}"))
              .isEqualTo(closes + 1);
          assertThat(client.metric("tidegate_websocket_connections_active")).isZero();
        });
  }

  @Test
  void the_metrics_show_what_is_configured() {
    assertThat(client.metric("tidegate_limit{name=\"websocket.dial-timeout\",unit=\"seconds\"}"))
        .isEqualTo(30);
    assertThat(client.metric("tidegate_limit{name=\"limits.default.connections\",unit=\"number\"}"))
        .isEqualTo(16);
    assertThat(client.metric("tidegate_limit{name=\"api.max-body\",unit=\"bytes\"}"))
        .isEqualTo(1 << 20);
  }

  @Test
  void a_script_follows_a_stream_of_prices() {
    try (EchoPeer open = EchoPeer.listen("127.0.0.1", 0, null)) {
      JsonNode job =
          run(
              "price-stream.lua",
              "{\"url\": \"" + open.uri() + "/prices?interval=5ms\", \"symbols\": [\"ABC\"]}");

      assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("succeeded");
      assertThat(job.at("/result/ticks").asInt()).isEqualTo(10);
      assertThat(job.at("/result/prices/ABC/last").asDouble()).isPositive();
    }
  }

  @Test
  void a_url_that_no_policy_allows_fails_the_job_with_permission_denied() {
    double denied = client.metric("tidegate_websocket_connects_total{outcome=\"denied\"}");

    JsonNode job = run("refused.lua", "null");

    assertThat(job.path("state").asString()).isEqualTo("failed");
    assertThat(job.at("/error/reason").asString()).isEqualTo("script");
    assertThat(job.at("/error/kind").asString()).isEqualTo("PermissionDenied");
    assertThat(job.at("/error/retryable").booleanValue()).isFalse();
    assertThat(job.at("/usage/connections_opened").asInt()).isZero();
    assertThat(client.metric("tidegate_websocket_connects_total{outcome=\"denied\"}"))
        .isEqualTo(denied + 1);
  }

  @Test
  void a_peer_that_is_not_there_fails_the_job_with_an_error_to_retry() {
    double failed = client.metric("tidegate_websocket_connects_total{outcome=\"tcp\"}");
    String url = peer.uri() + "/echo";
    peer.close();

    JsonNode job = run("echo.lua", "{\"url\": \"" + url + "\"}");

    assertThat(job.at("/error/kind").asString()).isEqualTo("Internal");
    assertThat(job.at("/error/retryable").booleanValue()).isTrue();
    assertThat(client.metric("tidegate_websocket_connects_total{outcome=\"tcp\"}"))
        .isEqualTo(failed + 1);
  }

  @Test
  void a_feed_goes_on_over_as_many_connections_as_it_takes() {
    try (EchoPeer open = EchoPeer.listen("127.0.0.1", 0, null)) {
      JsonNode job =
          run(
              "price-feed.lua",
              "{\"url\": \""
                  + open.uri()
                  + "/prices?ticks=3&interval=1ms\", \"ticks\": 10,"
                  + " \"first_wait\": 1}");

      assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("succeeded");
      assertThat(job.at("/result/ticks").asInt()).isEqualTo(10);
      assertThat(job.at("/result/connections").asInt()).isEqualTo(4);
      assertThat(job.at("/result/last/BTC-USD").asDouble()).isPositive();
    }
  }

  @Test
  void a_feed_gives_up_after_too_many_failures_in_a_row() {
    // This peer wants a token, which the script does not have.
    double failed = client.metric("tidegate_websocket_connects_total{outcome=\"handshake\"}");

    JsonNode job =
        run(
            "price-feed.lua",
            "{\"url\": \"" + peer.uri() + "/prices\", \"failures\": 4, \"first_wait\": 1}");

    assertThat(job.at("/error/message").asString())
        .startsWith("failed to dial websocket: expected status 101 but got 401");
    assertThat(client.metric("tidegate_websocket_connects_total{outcome=\"handshake\"}"))
        .isEqualTo(failed + 4);
  }

  @Test
  void a_feed_does_not_try_again_what_is_refused() {
    double denied = client.metric("tidegate_websocket_connects_total{outcome=\"denied\"}");

    JsonNode job = run("price-feed.lua", "{\"url\": \"wss://not-allowed.example.com/\"}");

    assertThat(job.at("/error/kind").asString()).isEqualTo("PermissionDenied");
    assertThat(client.metric("tidegate_websocket_connects_total{outcome=\"denied\"}"))
        .isEqualTo(denied + 1);
  }

  @Test
  void a_script_subscribes_at_a_graphql_server() throws Exception {
    try (PeerProcess graphql = PeerProcess.graphql()) {
      String url = "\"url\": \"ws://127.0.0.1:" + graphql.port() + "/graphql\"";

      JsonNode all = run("graphql-subscription.lua", "{" + url + "}");
      assertThat(all.at("/result/events").toString())
          .as(all.toString())
          .isEqualTo(
              """
              [{"greetings":"Hi"},{"greetings":"Bonjour"},{"greetings":"Hola"},\
              {"greetings":"Ciao"},{"greetings":"Zdravo"}]\
              """);
      assertThat(all.at("/result/complete").booleanValue()).isTrue();
      assertThat(graphql.line("closed")).isEqualTo("closed 1000");

      String counting =
          "\"query\": \"subscription ($to: Int!) { counting(to: $to, every: 5) }\","
              + " \"variables\": {\"to\": 1000}, \"events\": 40";
      JsonNode some = run("graphql-subscription.lua", "{" + url + ", " + counting + "}");
      assertThat(some.at("/result/events")).hasSize(40);
      assertThat(some.at("/result/complete").booleanValue()).isFalse();
      assertThat(graphql.line("complete")).isEqualTo("complete 1");

      JsonNode wrong =
          run("graphql-subscription.lua", "{" + url + ", \"query\": \"subscription { x }\"}");
      assertThat(wrong.at("/error/message").asString())
          .startsWith("Cannot query field \"x\" on type \"Subscription\"");
      assertThat(wrong.at("/error/retryable").booleanValue()).isFalse();

      JsonNode stranger =
          run("graphql-subscription.lua", "{" + url + ", \"payload\": {\"token\": \"wrong\"}}");
      assertThat(stranger.at("/error/message").asString())
          .isEqualTo("the server closed the connection");
      assertThat(graphql.line("closed 4403")).isEqualTo("closed 4403");
    }
  }

  @Test
  void the_command_line_runs_the_same_scripts(CapturedOutput output) {
    int code =
        Tidegate.commandLine()
            .execute(
                "run",
                "../examples/echo.lua",
                "--profile=dev",
                "--input={\"url\": \"" + peer.uri() + "/echo\", \"text\": \"hello\"}");

    assertThat(code).isZero();
    // The service that runs beside it logs to the same stream.
    String result = output.getOut().lines().filter(line -> line.startsWith("{")).toList().getLast();
    assertThat(JSON.readTree(result).path("heard").asString()).isEqualTo("hello");
    assertThat(output.getErr()).contains("said hello, heard hello");
  }

  @Test
  void the_command_line_allows_nothing_unless_told(CapturedOutput output) {
    int code = Tidegate.commandLine().execute("run", "../examples/echo.lua");

    assertThat(code).isEqualTo(1);
    assertThat(output.getErr()).contains("failed: websocket connections not allowed");
  }

  private JsonNode run(String example, String input) {
    Answer answer =
        client.runJson(
            JSON.writeValueAsString(
                JSON.createObjectNode()
                    .put("source", source(example))
                    .set("input", JSON.readTree(input))));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.body();
  }

  private static String source(String example) {
    try {
      return Files.readString(Path.of("../examples", example));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
