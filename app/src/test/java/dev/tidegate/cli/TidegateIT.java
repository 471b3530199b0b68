package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class TidegateIT {

  private static final Pattern TOKEN_LINE =
      Pattern.compile(
          "^Access token until the next start: (tg_[A-Za-z0-9_-]{43})$", Pattern.MULTILINE);

  @Test
  void a_token_is_made_and_printed_once_where_none_is_configured(CapturedOutput output)
      throws IOException, InterruptedException {
    try (ConfigurableApplicationContext service = start("--spring.main.banner-mode=off");
        HttpClient http = HttpClient.newHttpClient()) {
      Matcher line = TOKEN_LINE.matcher(output.getOut());
      assertThat(line.find()).as(output.getOut()).isTrue();
      String token = line.group(1);
      assertThat(output.getAll()).containsOnlyOnce(token);

      String port = service.getEnvironment().getRequiredProperty("local.server.port");
      HttpRequest run =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/run"))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "text/x-lua")
              .POST(BodyPublishers.ofString("return 1"))
              .build();
      assertThat(http.send(run, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      assertThat(output.getAll()).containsOnlyOnce(token);
    }
  }

  @Test
  void a_configured_token_is_not_printed(CapturedOutput output) {
    try (ConfigurableApplicationContext _ =
        start("--tidegate.access.token=a-token-of-some-length")) {
      assertThat(output.getAll())
          .doesNotContain("a-token-of-some-length", "Access token until the next start");
    }
  }

  @Test
  void the_dev_profile_says_that_it_opens_the_own_machine(CapturedOutput output) {
    try (ConfigurableApplicationContext _ = start("--spring.profiles.active=dev")) {
      assertThat(output.getOut())
          .contains("policies of policies/dev are in force")
          .containsPattern(
              "may connect to \\[127\\.0\\.0\\.0/8, .*/128\\] besides public addresses");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --tidegate.access.token=short                | has 5 characters; the least is 16
          --tidegate.access.token=with spaces in the middle | has characters that can't be sent
          --tidegate.policy.dir=no/such/directory      | no/such/directory: does not exist
          --tidegate.egress.allow=10.0.0.0/99          | tidegate.egress.allow
          --tidegate.egress.allow=10.0.0.0/99          | it is 0 to 32
          --tidegate.egress.allow=10.1.2.3/8           | "10.1.2.3/8"
          --tidegate.egress.allow=10.1.2.3/8           | write 10.0.0.0/8 for the block or 10.1.2.3/32
          --tidegate.egress.proxy=proxy:3128           | tidegate.egress.proxy
          --tidegate.egress.proxy=proxy:3128           | write it like http://proxy.example.com:3128
          --tidegate.egress.proxy-user=tide            | proxy-user and proxy-password must be set together
          --tidegate.limits.default.output=20MiB       | the default of output (20MiB) is above its maximum (16MiB)
          --tidegate.limits.max.output=some            | tidegate.limits.max.output
          --tidegate.run.max-concurrent=0              | must be positive
          --tidegate.jobs.max-running=-1               | max-running must be from 0 to 100000
          --tidegate.jobs.missed-heartbeats=3          | missed-heartbeats must be from 4 to 100
          --tidegate.jobs.lease-margin=16s             | lease-margin must be from PT0S to PT15S
          --tidegate.drain.grace=-1s                   | grace must be from 0 to PT1H
          --tidegate.engine.time-zone=Nowhere/City     | tidegate.engine.time-zone
          --tidegate.env.directories=no/such/directory | the directory of variables no/such/directory can't be read
          --tidegate.secrets.directories=no/such/directory | the directory of variables no/such/directory can't be read
          --tidegate.env.refresh=0s                    | tidegate.env.refresh must be positive
          --tidegate.secrets.refresh=-1s               | tidegate.secrets.refresh must be positive
          --tidegate.env.variables.no name=c4n4ry      | "no name" is no name of a variable
          --tidegate.secrets.values.1st=c4n4ry         | "1st" is no name of a variable
          --tidegate.websocket.trusted-certificates=no/such.pem | cannot read no/such.pem
          --tidegate.websocket.trusted-certificates=pom.xml | pom.xml is not a file of certificates in PEM form
          """)
  void a_wrong_configuration_refuses_the_start_in_words(
      String argument, String reason, CapturedOutput output) {
    int code = Tidegate.commandLine().execute("serve", "--server.port=0", argument);

    assertThat(code).isEqualTo(1);
    assertThat(output.getAll())
        .contains("APPLICATION FAILED TO START")
        .contains(reason)
        .doesNotContain("\tat ", "c4n4ry");
  }

  @Test
  void a_broken_policy_refuses_the_start_with_all_faults_and_their_places(
      @TempDir Path directory, CapturedOutput output) throws IOException {
    Path file = directory.resolve("broken.yaml");
    Files.writeString(
        file,
        """
        version: "1.0"
        namespace: test
        entries:
          - name: one
            kind: security.policy
            policy:
              actions: websocket.connect
              resources: "*"
              effect: permit
          - name: two
            colour: red
            kind: security.policy
            policy:
              actions: websocket.connect
              resources: "*"
              effect: allow
        """);

    int code =
        Tidegate.commandLine()
            .execute("serve", "--server.port=0", "--tidegate.policy.dir=" + directory);

    assertThat(code).isEqualTo(1);
    assertThat(output.getAll())
        .contains("APPLICATION FAILED TO START", file + ":9:", file + ":11:")
        .doesNotContain("\tat ");
  }

  @Test
  void options_without_a_command_go_to_the_service() {
    assertThat(Tidegate.withCommand(new String[] {})).containsExactly("serve");
    assertThat(Tidegate.withCommand(new String[] {"--server.port=0"}))
        .containsExactly("serve", "--server.port=0");
    assertThat(Tidegate.withCommand(new String[] {"--config", "x"}))
        .containsExactly("serve", "--config", "x");
    assertThat(Tidegate.withCommand(new String[] {"echo", "--port", "1"}))
        .containsExactly("echo", "--port", "1");
    assertThat(Tidegate.withCommand(new String[] {"--help"})).containsExactly("--help");
  }

  @ParameterizedTest
  @CsvSource({
    "--help, 0, Usage: tidegate",
    "serve --help, 0, Usage: tidegate serve",
    "run --help, 0, Usage: tidegate run",
    "echo --help, 0, Usage: tidegate echo",
    "--version, 0, tidegate ",
    "run --version, 0, tidegate ",
    "dance, 2, Unmatched argument",
    "serve dance, 2, unknown argument dance",
    "serve --config no/such/file, 2, cannot read the configuration file no/such/file",
    "echo --port many, 2, Invalid value for option '--port'",
    "run, 2, Missing required parameter",
    "run no/such.lua, 2, cannot read no/such.lua",
    "run ../examples/echo.lua --env-dir no/such, 2, no/such can't be read",
    "run ../examples/echo.lua --env 1x=y, 2, is no name of a variable",
    "run ../examples/echo.lua --trusted-certificates no/such.pem, 2, cannot read no/such.pem",
  })
  void a_command_says_what_it_wants(String line, int code, String message, CapturedOutput output) {
    assertThat(Tidegate.commandLine().execute(line.split(" "))).isEqualTo(code);
    assertThat(output.getAll()).contains(message);
  }

  @Test
  void a_configuration_file_goes_on_top_of_the_defaults(
      @TempDir Path directory, CapturedOutput output) throws IOException {
    Path file = Files.writeString(directory.resolve("my.yaml"), "tidegate.access.token: short\n");

    int code =
        Tidegate.commandLine().execute("serve", "--server.port=0", "--config", file.toString());

    assertThat(code).isEqualTo(1);
    assertThat(output.getAll()).contains("has 5 characters");
  }

  private static ConfigurableApplicationContext start(String argument) {
    return new SpringApplicationBuilder(TidegateService.class)
        .web(WebApplicationType.REACTIVE)
        .run("--server.port=0", argument);
  }
}
