package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.api.Client.Answer;
import dev.tidegate.cli.TidegateService;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** {@code POST /v1/scripts/validate}. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "tidegate.access.token=" + Client.TOKEN)
class ScriptsIT {

  @LocalServerPort private int port;
  private Client client;

  @BeforeEach
  void connect() {
    client = new Client(port);
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  private Answer validate(String query, String type, String body) {
    return client.send(
        client
            .request("/v1/scripts/validate" + query)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void a_script_that_is_lua_is_valid_and_is_not_run() {
    Answer answer = validate("", "text/x-lua", "while true do end");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).isEqualTo("{\"valid\":true,\"errors\":[]}");
  }

  @Test
  void what_is_no_lua_is_said_at_its_line() {
    Answer answer = validate("", "text/x-lua", "local x = 1\nlocal = 2\n");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("valid").asBoolean()).isFalse();
    assertThat(answer.body().at("/errors/0/line").asInt()).isEqualTo(2);
    assertThat(answer.body().at("/errors/0/message").asString()).contains("near '='");
  }

  @Test
  void other_requests_are_refused() {
    assertThat(validate("?name=x", "text/x-lua", "return 1").status()).isEqualTo(400);
    assertThat(validate("", "text/plain", "return 1").status()).isEqualTo(415);
    assertThat(validate("", "text/x-lua", "-" + "-x".repeat(200_000)).status()).isEqualTo(400);
    try (Client wrong = new Client(port, "some-other-token-here")) {
      assertThat(
              wrong
                  .send(wrong.request("/v1/scripts/validate").POST(BodyPublishers.noBody()))
                  .status())
          .isEqualTo(401);
    }
  }
}
