package dev.tidegate.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A process that is stopped while it watches a job. */
class FarewellIT {

  private static final String ID = "019aa5ac-5f99-7281-959d-1005a64266d1";

  /** What the process runs. */
  static final class Main {

    private Main() {}

    public static void main(String[] arguments) {
      System.exit(new CommandLine(new SubmitCommand()).execute(arguments));
    }
  }

  @Test
  void it_says_that_the_job_goes_on(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path script = Files.writeString(directory.resolve("job.lua"), "return 1");
    String queued = "{\"id\": \"%s\", \"state\": \"queued\"}".formatted(ID);
    String line =
        "{\"seq\":1,\"time\":\"2026-11-28T10:00:00Z\",\"level\":\"info\",\"message\":\"one\"}\n";
    try (StubService service = new StubService()) {
      service
          .on("POST /v1/jobs", StubService.json(202, queued))
          .on("GET /v1/jobs/" + ID + "/logs", service.heldAfter(line));
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  script.toString(),
                  "--server=" + service.url(),
                  "--follow")
              .start();
      try (BufferedReader said = process.errorReader(StandardCharsets.UTF_8)) {
        assertThat(said.readLine()).isEqualTo("tidegate: job " + ID);
        assertThat(said.readLine()).endsWith("info  one");

        // Not by the process itself, which would close the stream that is read here.
        assertThat(process.toHandle().destroy()).isTrue();

        assertThat(said.readLine())
            .isEqualTo("tidegate: the job goes on; stop it with: tidegate cancel " + ID);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isGreaterThan(128);
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
