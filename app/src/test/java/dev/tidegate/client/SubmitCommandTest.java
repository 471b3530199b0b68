package dev.tidegate.client;

import static dev.tidegate.client.StubService.brokenAfter;
import static dev.tidegate.client.StubService.json;
import static dev.tidegate.client.StubService.lines;
import static dev.tidegate.client.StubService.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.client.StubService.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(OutputCaptureExtension.class)
class SubmitCommandTest {

  private static final String ID = "019aa5ac-5f99-7281-959d-1005a64266d1";
  private static final String TOKEN = "s3cr3t-of-the-tests";
  private static final String QUEUED =
      "{\"id\": \"%s\", \"state\": \"queued\", \"result\": null}".formatted(ID);

  @TempDir private Path directory;
  private final StubService service = new StubService();
  private Path script;
  private Path token;

  @BeforeEach
  void write_files() throws IOException {
    script = Files.writeString(directory.resolve("job.lua"), "return 'ü'");
    token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private int submit(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                script.toString(), "--server", service.url(), "--token-file", token.toString()));
    arguments.addAll(List.of(more));
    return new CommandLine(new SubmitCommand())
        .setExpandAtFiles(false)
        .execute(arguments.toArray(String[]::new));
  }

  private static String ended(String state, String rest) {
    return "{\"id\": \"%s\", \"state\": \"%s\", %s}".formatted(ID, state, rest);
  }

  private static String line(int seq, String message) {
    return "{\"seq\":%d,\"time\":\"2026-11-28T10:00:00Z\",\"level\":\"info\",\"message\":\"%s\",\"fields\":{}}\n"
        .formatted(seq, message);
  }

  @Test
  void a_job_is_submitted_with_all_that_was_said_about_it(CapturedOutput output)
      throws IOException {
    service.on("POST /v1/jobs", json(202, QUEUED));
    Path input =
        Files.writeString(directory.resolve("input.json"), "{\"big\": 12345678901234567890.10}");

    int code =
        submit(
            "--name=prices",
            "--label=env:dev",
            "--label=site:a:b",
            "--input=@" + input,
            "--wall-time=90s",
            "--memory=32MiB",
            "--max-attempts=3",
            "--backoff=1s",
            "--priority=-5",
            "--idempotency-key=k1");

    assertThat(code).isZero();
    assertThat(output.getOut()).isEqualTo(ID + System.lineSeparator());
    assertThat(output.getErr()).isEmpty();
    Asked asked = service.asked().getFirst();
    assertThat(asked.header("Authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(asked.header("Content-type")).isEqualTo("application/json");
    assertThat(asked.header("Idempotency-key")).isEqualTo("k1");
    assertThat(asked.body()).contains("\"input\":{\"big\": 12345678901234567890.10}");
    assertThat(((ObjectNode) new JsonMapper().readTree(asked.body())).without("input"))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"source": "return 'ü'", "name": "prices", "labels": {"env": "dev", "site": "a:b"},
                     "limits": {"wall_time": "90s", "memory": "32MiB"},
                     "retry": {"max_attempts": 3, "backoff": "1s"}, "priority": -5}
                    """));
  }

  @Test
  void nothing_is_said_to_the_service_that_was_not_asked_for() {
    service.on("POST /v1/jobs", json(202, QUEUED));

    assertThat(submit()).isZero();

    assertThat(service.asked().getFirst().body()).isEqualTo("{\"source\":\"return 'ü'\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          succeeded | 0 | "result": {"n": 1.0, "m": 12345678901234567890}, "error": null
          failed    | 1 | "result": null, "error": {"reason": "script", "kind": "Invalid", "message": "no such price"}
          cancelled | 3 | "result": null, "error": {"reason": "cancelled", "kind": "", "message": "somebody stopped it"}
          """)
  void waiting_ends_with_the_result_and_a_code_by_the_state(
      String state, int code, String rest, CapturedOutput output) {
    service
        .on("POST /v1/jobs", json(202, QUEUED))
        .on("GET /v1/jobs/" + ID, json(200, QUEUED), json(200, ended(state, rest)));

    assertThat(submit("--wait")).isEqualTo(code);

    assertThat(output.getOut().strip())
        .isEqualTo(code == 0 ? "{\"n\":1.0,\"m\":12345678901234567890}" : "");
    assertThat(output.getErr())
        .contains("job " + ID)
        .contains(
            switch (code) {
              case 1 -> "the job has failed\n  script (Invalid): no such price";
              case 3 -> "the job was cancelled\n  cancelled: somebody stopped it";
              default -> "";
            });
    assertThat(service.asked().get(1).header("Prefer")).isEqualTo("wait=30");
  }

  @Test
  void json_is_the_whole_document(CapturedOutput output) {
    service
        .on("POST /v1/jobs", json(202, QUEUED))
        .on("GET /v1/jobs/" + ID, json(200, ended("succeeded", "\"result\": [1], \"x\": 1e400")));

    assertThat(submit("--wait", "--json")).isZero();

    assertThat(output.getOut().strip())
        .isEqualTo(
            "{\"id\":\"%s\",\"state\":\"succeeded\",\"result\":[1],\"x\":1E+400}".formatted(ID));
  }

  @Test
  void a_submission_is_sent_again_under_the_same_key_until_it_is_answered(CapturedOutput output) {
    service.on(
        "POST /v1/jobs",
        problem(503, "{\"title\": \"There is no room\"}", "Retry-After", "0"),
        brokenAfter(),
        problem(429, "{\"title\": \"Too many requests\"}"),
        json(202, QUEUED));

    assertThat(submit()).isZero();

    assertThat(service.asked()).hasSize(4);
    assertThat(service.asked().stream().map(asked -> asked.header("Idempotency-key")).distinct())
        .singleElement()
        .asString()
        .hasSize(36);
    assertThat(output.getErr()).containsOnlyOnce("Trying again").contains("There is no room");
    assertThat(output.getOut().strip()).isEqualTo(ID);
  }

  @Test
  void a_service_that_has_no_room_for_longer_than_one_waits_refuses(CapturedOutput output) {
    service.on(
        "POST /v1/jobs",
        problem(
            429,
            "{\"title\": \"Too many jobs\", \"detail\": \"at most 5 of yours may wait\"}",
            "Retry-After",
            "60"));

    assertThat(submit("--retry-for=10s")).isEqualTo(4);

    assertThat(service.asked()).hasSize(1);
    assertThat(output.getErr())
        .isEqualTo("tidegate: Too many jobs: at most 5 of yours may wait" + System.lineSeparator());
  }

  @Test
  void a_service_that_nobody_reaches_is_named(CapturedOutput output) {
    String gone = service.url();
    service.close();

    assertThat(submit("--retry-for=0s")).isEqualTo(5);

    assertThat(output.getErr())
        .contains("cannot reach the service at " + gone + ": nobody listens there")
        .doesNotContain(TOKEN);
  }

  @Test
  void a_problem_is_told_with_each_fault(CapturedOutput output) {
    service.on(
        "POST /v1/jobs",
        problem(
            400,
            """
            {"type": "https://tidegate.dev/problems/invalid-request", "title": "The request is not valid",
             "status": 400, "detail": "2 fields are wrong", "errors": [
               {"pointer": "/limits/memory", "message": "must be at most 512MiB"},
               {"pointer": "/name", "message": "must not have\\u001b[31m colours"}]}
            """));

    assertThat(submit()).isEqualTo(4);

    assertThat(output.getErr().lines())
        .containsExactly(
            "tidegate: The request is not valid: 2 fields are wrong",
            "  /limits/memory must be at most 512MiB",
            "  /name must not have\\x1b[31m colours");
  }

  @ParameterizedTest
  @CsvSource({
    "401, one of this service",
    "403, policies decide that",
    "301, Redirects are not followed",
    "500, status 500"
  })
  void an_answer_that_says_nothing_itself_is_told_by_its_status(
      int status, String hint, CapturedOutput output) {
    service.on("POST /v1/jobs", StubService.nothing(status));

    assertThat(submit()).isEqualTo(4);

    assertThat(output.getErr()).contains(hint).doesNotContain(TOKEN);
  }

  @Test
  void following_shows_the_log_and_then_the_result(CapturedOutput output) {
    service
        .on("POST /v1/jobs", json(202, QUEUED))
        .on(
            "GET /v1/jobs/" + ID + "/logs",
            brokenAfter(line(1, "one"), line(2, "two")),
            brokenAfter("\n", line(3, "three"), "{\"seq\":4,"),
            lines(line(4, "four")),
            lines(line(5, "five")),
            lines())
        .on(
            "GET /v1/jobs/" + ID,
            json(200, QUEUED),
            json(200, ended("succeeded", "\"result\": \"done\"")));

    assertThat(submit("--follow")).isZero();

    assertThat(output.getOut().strip()).isEqualTo("\"done\"");
    assertThat(output.getErr().lines().filter(text -> text.startsWith("2026")))
        .containsExactly(
            "2026-11-28T10:00:00Z info  one",
            "2026-11-28T10:00:00Z info  two",
            "2026-11-28T10:00:00Z info  three",
            "2026-11-28T10:00:00Z info  four",
            "2026-11-28T10:00:00Z info  five");
    assertThat(service.paths())
        .filteredOn(path -> path.contains("/logs"))
        .extracting(path -> path.substring(path.indexOf('?')))
        .containsExactly(
            "?since=0&follow=true",
            "?since=2&follow=true",
            "?since=3&follow=true",
            "?since=4&follow=true",
            "?since=5");
  }

  @Test
  void what_a_script_writes_never_commands_the_terminal(CapturedOutput output) {
    service
        .on("POST /v1/jobs", json(202, QUEUED))
        .on(
            "GET /v1/jobs/" + ID + "/logs",
            lines(line(1, "\\u001b]0;owned\\u0007\\u009b31m \\u202egnp.exe\\r\\nsecond line")))
        .on(
            "GET /v1/jobs/" + ID,
            json(200, ended("succeeded", "\"result\": \"\\u001b[2J \u009b31m ü\"")));

    assertThat(submit("--follow")).isZero();

    assertThat(output.getAll()).doesNotContain("\u001b", "\u0007", "\u009b", "\u202e", "\r");
    assertThat(output.getErr())
        .contains("\\x1b]0;owned\\x07\\x9b31m \\u202egnp.exe\\x0d\n  second line");
    assertThat(output.getOut().strip()).isEqualTo("\"\\u001B[2J \\u009b31m ü\"");
  }

  @ParameterizedTest
  @CsvSource({
    "--input={, --input is not one JSON value (line 1",
    "--input=1 2, --input is not one JSON value",
    "--input=@no/such.json, cannot read no/such.json",
    "--label=env, --label must be of the form key:value",
    "--server=http://user:c4n4ry@127.0.0.1:1, must have neither a user",
    "--server=ftp://127.0.0.1, must be like http://127.0.0.1:8080",
    "--server=http://service.example.com, use https",
    "--token-file=no/such/file, cannot read the token from the file no/such/file",
    "--ca-file=no/such.pem, cannot read no/such.pem",
    "--ca-file=pom.xml, pom.xml is not a file of certificates in PEM form",
    "--idempotency-key=a b, must have 1 to 255 visible ASCII characters",
    "--retry-for=soon, must be milliseconds",
    "--max-attempts=many, Invalid value for option '--max-attempts'",
  })
  void a_wrong_command_line_is_told_and_nothing_is_sent(
      String argument, String message, CapturedOutput output) {
    assertThat(submitAgain(argument)).isEqualTo(2);

    assertThat(output.getErr()).contains(message).doesNotContain("c4n4ry", TOKEN, "\tat ");
    assertThat(service.asked()).isEmpty();
  }

  // Options may be there twice, and the later counts.
  private int submitAgain(String argument) {
    return new CommandLine(new SubmitCommand())
        .setExpandAtFiles(false)
        .setOverwrittenOptionsAllowed(true)
        .execute(
            script.toString(),
            "--server",
            service.url(),
            "--token-file",
            token.toString(),
            argument);
  }

  @Test
  void a_script_that_is_not_text_is_refused(CapturedOutput output) throws IOException {
    Files.write(script, new byte[] {'r', (byte) 0xff});

    assertThat(submit()).isEqualTo(2);

    assertThat(output.getErr()).contains("is not UTF-8");
  }

  @Test
  void a_token_file_with_more_than_a_token_is_not_sent(CapturedOutput output) throws IOException {
    Files.writeString(token, TOKEN + "\nX-Other: header\n");

    assertThat(submit()).isEqualTo(2);

    assertThat(output.getErr()).contains("does not hold a token and nothing else");
    assertThat(output.getAll()).doesNotContain(TOKEN);
    assertThat(service.asked()).isEmpty();
  }
}
