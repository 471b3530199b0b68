package dev.tidegate.api;

import static dev.tidegate.api.Client.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.api.Client.Answer;
import dev.tidegate.cli.TidegateService;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "tidegate.access.token=" + Client.TOKEN)
class AccessIT {

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/run",
        "/v1/run?access_token=" + Client.TOKEN,
        "/v1/policies",
        "/v1/policies/evaluate",
        "/v1/audit/decisions",
        "/actuator/prometheus",
        "/actuator/info",
        "/actuator",
        "/actuator/healthy",
        "/editor",
        "/editor/another.zip",
        "/no/such/path",
        "/index.html"
      })
  void nothing_else_answers_without_a_token(String path) {
    Answer answer = client.send(client.anonymous(path).GET());

    assertProblem(answer, 401, "unauthorized");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer wrong",
        "Bearer " + Client.TOKEN + "x",
        "Bearer A-TOKEN-FOR-THE-TESTS",
        "bearer a-token-for-the-test",
      })
  void a_wrong_token_is_401_and_called_wrong(String authorization) {
    Answer answer = run(authorization);

    assertProblem(answer, 401, "unauthorized");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dXNlcjpwYXNzd29yZA==", Client.TOKEN, "Bearer"})
  void another_scheme_is_401_and_counts_as_no_token(String authorization) {
    Answer answer = run(authorization);

    assertProblem(answer, 401, "unauthorized");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void the_right_token_opens_whatever_the_case_of_the_scheme() {
    assertThat(run("Bearer " + Client.TOKEN).status()).isEqualTo(200);
    assertThat(run("bearer " + Client.TOKEN).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
  void health_answers_everybody_and_tells_no_details(String path) {
    assertThat(client.send(client.anonymous(path).GET()).body().path("status").asString())
        .isEqualTo("UP");
    Answer withWrongToken =
        client.send(client.anonymous(path).header("Authorization", "Bearer wrong").GET());
    assertThat(withWrongToken.status()).isEqualTo(200);
    assertThat(withWrongToken.body().has("components")).isFalse();
  }

  @Test
  void other_origins_are_not_allowed_to_read_answers() {
    Answer answer =
        client.send(client.request("/actuator/info").header("Origin", "https://evil.test").GET());

    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void the_one_token_may_see_the_policies_out_of_the_box() {
    Answer answer = client.get("/v1/policies");

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.body().at("/entries/0/file").asString())
        .isEqualTo("policies/default/default.yaml");
  }

  @Test
  void info_names_the_version() {
    assertThat(client.get("/actuator/info").body().at("/build/version").asString()).isNotBlank();
  }

  private Answer run(String authorization) {
    return client.send(
        client
            .anonymous("/v1/run")
            .header("Authorization", authorization)
            .header("Content-Type", "text/x-lua")
            .POST(BodyPublishers.ofString("return 1")));
  }
}
