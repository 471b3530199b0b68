package dev.tidegate.api;

import static dev.tidegate.api.Client.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.api.Client.Answer;
import dev.tidegate.cli.TidegateService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With policies that allow the caller nothing of the API. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"tidegate.access.token=" + Client.TOKEN, "tidegate.access.groups=traders"})
class CallerRightsIT {

  private static final String OWN = "{\"action\": \"websocket.connect\", \"resource\": \"\"}";
  private static final String OF_ANOTHER =
      "{\"actor\": {\"id\": \"bob\"}, \"action\": \"websocket.connect\", \"resource\": \"\"}";

  @TempDir private static Path directory;

  @LocalServerPort private int port;
  private Client client;

  @DynamicPropertySource
  static void policies(DynamicPropertyRegistry properties) throws IOException {
    Files.writeString(
        directory.resolve("app.yaml"),
        """
        version: "1.0"
        namespace: app
        entries:
          - name: connect
            kind: security.policy
            policy: {actions: websocket.connect, resources: "", effect: allow}
            groups: [traders]
          - name: others
            kind: security.policy
            policy: {actions: websocket.connect, resources: "", effect: deny}
            groups: [bots]
          - name: readers
            kind: security.policy
            policy: {actions: policy.read, resources: "", effect: allow}
            groups: [auditors]
        """);
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
  void nobody_sees_the_policies_and_the_problem_says_which_entry_would_change_that() {
    Answer answer = client.get("/v1/policies");

    assertProblem(answer, 403, "forbidden");
    assertThat(answer.body().path("detail").asString())
        .isEqualTo(
            "this takes the action policy.read: no policy allows it; an entry with actions:"
                + " policy.read, resources: \"\", effect: allow and one of the groups [traders]"
                + " would");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/prometheus", "/actuator/info", "/actuator/no-such"})
  void nobody_sees_metrics_and_the_version(String path) {
    Answer answer = client.get(path);

    assertProblem(answer, 403, "forbidden");
    assertThat(answer.body().path("detail").asString())
        .startsWith("this takes the action metrics.read: no policy allows it;");
  }

  @Test
  void nobody_submits_and_no_body_is_read_for_that() {
    Answer answer = client.runLua("", "this is no Lua");

    assertProblem(answer, 403, "forbidden");
    assertThat(answer.body().path("detail").asString())
        .startsWith("this takes the action job.submit: no policy allows it;");
  }

  @Test
  void nobody_sees_what_was_decided() {
    assertProblem(client.get("/v1/audit/decisions"), 403, "forbidden");
  }

  @Test
  void nobody_asks_on_behalf_of_others() {
    assertProblem(
        client.post("/v1/policies/evaluate", "application/json", OF_ANOTHER), 403, "forbidden");
  }

  @Test
  void everybody_may_ask_for_oneself_and_sees_only_what_concerns_oneself() {
    Answer answer = client.post("/v1/policies/evaluate", "application/json", OWN);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.body().path("decision").asString()).isEqualTo("allow");
    assertThat(answer.body().path("policies")).hasSize(1);
    assertThat(answer.response().body()).doesNotContain("app:others");
  }

  @Test
  void everybody_may_have_policies_judged() {
    assertThat(client.post("/v1/policies/validate", "text/yaml", "x: 1").status()).isEqualTo(200);
  }
}
