package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.api.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import tools.jackson.databind.JsonNode;

/** Variables and secrets of a running service: what scripts get of them, and what they don't. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "tidegate.access.token=" + Client.TOKEN,
      "tidegate.egress.allow=127.0.0.0/8",
      "tidegate.env.variables.Api_Key=of-the-configuration",
      "tidegate.env.refresh=20ms",
      "tidegate.secrets.values.token=" + OperatorValuesIT.SECRET,
      "tidegate.secrets.values.hidden=" + OperatorValuesIT.SECRET
    })
@ExtendWith(OutputCaptureExtension.class)
class OperatorValuesIT {

  static final String SECRET = "c4n4ry-of-the-service";

  private static final String POLICIES =
      """
      version: "1.0"
      namespace: test
      entries:
        - name: connect
          kind: security.policy
          policy: {actions: "websocket.*", resources: ["", "ws://127.0.0.1:*/*"], effect: allow}
          groups: [default]
        - name: variables
          kind: security.policy
          policy: {actions: env.get, resources: "*", effect: allow}
          groups: [default]
        - name: labelled
          kind: security.policy
          policy:
            actions: app.labelled
            resources: "*"
            conditions: [{field: meta.job.labels.team, operator: eq, value: quant}]
            effect: allow
          groups: [default]
        - name: secrets
          kind: security.policy
          policy: {actions: secret.use, resources: token, effect: allow}
          groups: [default]
        - name: callers
          kind: security.policy
          policy: {actions: [job.submit, metrics.read], resources: "", effect: allow}
          groups: [default]
      """;

  @TempDir private static Path directory;

  @LocalServerPort private int port;
  private Client client;
  private EchoPeer peer = EchoPeer.listen("127.0.0.1", 0, SECRET);

  @DynamicPropertySource
  static void directories(DynamicPropertyRegistry properties) throws IOException {
    Path policies = Files.createDirectory(directory.resolve("policies"));
    Files.writeString(policies.resolve("test.yaml"), POLICIES);
    Path variables = Files.createDirectory(directory.resolve("variables"));
    Files.writeString(variables.resolve("FILE"), "one");
    properties.add("tidegate.policy.dir", policies::toString);
    properties.add("tidegate.env.directories", variables::toString);
  }

  @BeforeEach
  void connect() {
    client = new Client(port);
  }

  @AfterEach
  void close() {
    client.close();
    peer.close();
  }

  private JsonNode run(String script) {
    JsonNode job = client.runLua("", script.replace("URL", peer.uri() + "/echo")).body();
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("succeeded");
    return job;
  }

  @Test
  void scripts_read_variables_and_see_changes_of_files(CapturedOutput output) throws IOException {
    JsonNode all = run("return require('env').get_all()").path("result");
    assertThat(all.propertyNames()).containsExactlyInAnyOrder("Api_Key", "FILE");
    assertThat(all.path("Api_Key").asString()).isEqualTo("of-the-configuration");
    assertThat(all.path("FILE").asString()).isEqualTo("one");

    Files.writeString(directory.resolve("variables/FILE"), "two");

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> run("return require('env').get('FILE')").path("result").asString().equals("two"));
    assertThat(output.getAll()).doesNotContain("of-the-configuration");
  }

  @Test
  void no_script_reads_a_secret() {
    assertThat(
            run("local v, e = require('env').get('token') return {v == nil, e:kind()}")
                .path("result")
                .toString())
        .isEqualTo("[true,\"NotFound\"]");
  }

  @Test
  void a_secret_opens_a_door_and_nobody_sees_it(CapturedOutput output) {
    JsonNode job =
        run(
            """
            local c = assert(websocket.connect("URL", {headers = {
              Authorization = "Bearer ${secret:token}" }}))
            c:send("hello")
            local heard = c:channel():receive().data
            c:close()
            local _, refused = websocket.connect("URL", {headers = {
              Authorization = "Bearer ${secret:token}x" }})
            local _, hidden = websocket.connect("URL", {headers = { A = "${secret:hidden}" }})
            print(refused, hidden)
            return {heard, tostring(refused), refused:details().status, tostring(hidden)}
            """);

    assertThat(job.path("result").toString())
        .isEqualTo(
            "[\"hello\",\"failed to dial websocket: expected status 101 but got 401\",401,"
                + "\"secret not allowed: hidden\"]");
    await()
        .untilAsserted(() ->
            assertThat(output.getOut())
                .contains(
                    "\"action\":\"secret.use\",\"resource\":\"hidden\",\"decision\":\"undefined\""));
    assertThat(client.metric("tidegate_egress_refusals_total{reason=\"secret_policy\"}"))
        .isPositive();
    assertThat(job.toString()).doesNotContain("c4n4ry");
    assertThat(output.getAll()).doesNotContain("c4n4ry");
    assertThat(client.get("/actuator/prometheus").response().body()).doesNotContain("c4n4ry");
  }

  @Test
  void the_command_line_gives_variables_secrets_labels_and_metadata(
      @TempDir Path folder, CapturedOutput output) throws IOException {
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("token"), SECRET + "\n");
    Path variables = Files.createDirectory(folder.resolve("variables"));
    Files.writeString(variables.resolve("FILE"), "of a file");
    Path script =
        Files.writeString(
            folder.resolve("test.lua"),
            """
            local env = require("env")
            local c = assert(websocket.connect("URL", {headers = {
              Authorization = "Bearer ${secret:token}" }}))
            c:close()
            local security = require("security")
            return {env.get("NAME"), env.get("FILE"), security.can("app.labelled", ""),
              security.actor():meta().role}
            """
                .replace("URL", peer.uri() + "/echo"));

    int code =
        Tidegate.commandLine()
            .execute(
                "run",
                "--policies=" + directory.resolve("policies"),
                "--allow=127.0.0.0/8",
                "--env=NAME=of the line",
                "--env-dir=" + variables,
                "--secret-dir=" + secrets,
                "--label=team=quant",
                "--actor-meta={\"role\": \"trader\"}",
                script.toString());

    assertThat(code).as(output.getAll()).isZero();
    assertThat(output.getOut()).contains("[\"of the line\",\"of a file\",true,\"trader\"]");
    assertThat(output.getAll()).doesNotContain("c4n4ry");
  }
}
