package dev.tidegate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.cli.TidegateService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import picocli.CommandLine;

/** The commands against the service itself. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "tidegate.access.token=a-token-for-the-tests")
@ExtendWith(OutputCaptureExtension.class)
class ClientIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ENDLESS =
      "local time = require('time') while true do time.sleep('1s') end";

  @TempDir private static Path directory;

  @LocalServerPort private int port;
  private Path token;

  @DynamicPropertySource
  static void data(DynamicPropertyRegistry properties) {
    properties.add("tidegate.data.dir", () -> directory.resolve("data").toString());
  }

  @BeforeEach
  void write_token() throws IOException {
    token = Files.writeString(directory.resolve("token"), "a-token-for-the-tests");
  }

  private int run(Object command, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("--server=http://127.0.0.1:" + port, "--token-file=" + token));
    all.addAll(List.of(arguments));
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .execute(all.toArray(String[]::new));
  }

  private static String script(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "job", ".lua"), text).toString();
  }

  /** The id in the last line that was printed. */
  private static String id(CapturedOutput output) {
    return output.getOut().strip().lines().reduce((_, last) -> last).orElseThrow();
  }

  @Test
  void a_job_is_followed_to_its_result(CapturedOutput output) throws IOException {
    String script =
        script(
            """
            local input = ...
            for i = 1, 300 do print("step " .. i) end
            return { sum = input.a + input.b }
            """);

    int code =
        run(
            new SubmitCommand(),
            script,
            "--follow",
            "--name=sum",
            "--label=env:dev",
            "--input={\"a\": 1, \"b\": 2}",
            "--wall-time=30s",
            "--memory=16MiB",
            "--max-attempts=2",
            "--backoff=1s",
            "--priority=5");

    assertThat(code).as(output.getAll()).isZero();
    assertThat(output.getOut()).contains("{\"sum\":3}");
    assertThat(output.getErr().lines().filter(line -> line.contains(" step ")))
        .hasSize(300)
        .allSatisfy(line -> assertThat(line).matches("\\S+Z info  step \\d+"));

    assertThat(run(new JobsCommand(), "--label=env:dev", "-o=wide")).isZero();
    assertThat(output.getOut().lines().filter(line -> line.contains("env:dev")))
        .singleElement()
        .asString()
        .matches("[0-9a-f-]{36}  sum   succeeded  1/2 .* default +- +env:dev");
  }

  @Test
  void a_job_that_fails_says_why(CapturedOutput output) throws IOException {
    int code = run(new SubmitCommand(), script("error('no such price')"), "--wait");

    assertThat(code).isEqualTo(1);
    assertThat(output.getErr()).contains("the job has failed").contains("no such price");
  }

  @Test
  void a_script_that_is_not_lua_is_refused(CapturedOutput output) throws IOException {
    assertThat(run(new SubmitCommand(), script("return ="), "--wait")).isEqualTo(4);

    assertThat(output.getErr()).contains("The script is not valid Lua: line 1");
  }

  @Test
  void the_same_key_gives_the_same_job(CapturedOutput output) throws IOException {
    String script = script("return 1");

    assertThat(run(new SubmitCommand(), script, "--idempotency-key=k1")).isZero();
    String first = id(output);
    assertThat(run(new SubmitCommand(), script, "--idempotency-key=k1")).isZero();

    assertThat(id(output)).isEqualTo(first);
    assertThat(run(new SubmitCommand(), script("return 2"), "--idempotency-key=k1")).isEqualTo(4);
    assertThat(output.getErr()).contains("The idempotency key stands for another request");
  }

  @Test
  void a_job_is_stopped_while_another_waits_for_it_and_is_forgotten(CapturedOutput output)
      throws IOException, InterruptedException, ExecutionException {
    assertThat(run(new SubmitCommand(), script(ENDLESS), "--name=endless")).isZero();
    String id = id(output);
    assertThat(run(new DeleteCommand(), id)).isEqualTo(4);
    assertThat(output.getErr()).contains("The job has not ended");

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> following = threads.submit(() -> run(new LogsCommand(), id, "-f"));
      assertThat(run(new CancelCommand(), id)).isZero();
      assertThat(following.get()).isZero();
    }
    assertThat(output.getOut()).contains(id + " is asked to stop");
    assertThat(run(new JobsCommand(), id)).isZero();
    assertThat(output.getOut()).contains("state       cancelled");

    assertThat(run(new CancelCommand(), id)).isEqualTo(4);
    assertThat(run(new DeleteCommand(), id)).isZero();
    assertThat(run(new JobsCommand(), id)).isEqualTo(4);
  }

  @Test
  void a_list_goes_over_all_pages(CapturedOutput output) throws IOException {
    String script = script("return 1");
    for (int i = 0; i < 3; i++) {
      assertThat(run(new SubmitCommand(), script, "--name=many")).isZero();
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(run(new JobsCommand(), "--name=many", "--state=succeeded", "--limit=2"))
              .isZero();
          assertThat(output.getErr()).contains("there are more");
        });

    assertThat(run(new JobsCommand(), "--name=many", "--all", "--json")).isZero();

    assertThat(output.getOut().lines().filter(line -> line.startsWith("{\"id\""))).hasSize(3);
  }
}
