package dev.tidegate.client;

import static dev.tidegate.client.StubService.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import picocli.CommandLine;

/** Whether a service takes work on. */
@ExtendWith(OutputCaptureExtension.class)
class HealthCommandTest {

  private static final String READINESS = "GET /actuator/health/readiness";

  private final StubService service = new StubService();

  @AfterEach
  void stop() {
    service.close();
  }

  private int run(String patience) {
    return new CommandLine(new HealthCommand())
        .execute("--server", service.url(), "--retry-for", patience);
  }

  @Test
  void a_service_that_takes_work_is_ready(CapturedOutput output) {
    service.on(READINESS, json(200, "{\"status\": \"UP\"}"));

    assertThat(run("0s")).isEqualTo(ExitCode.OK);

    assertThat(output.getOut()).isEqualToIgnoringNewLines("ready");
  }

  @Test
  void a_service_that_drains_is_not(CapturedOutput output) {
    service.on(READINESS, json(503, "{\"status\": \"OUT_OF_SERVICE\"}"));

    assertThat(run("0s")).isEqualTo(ExitCode.REFUSED);

    assertThat(output.getOut()).isEmpty();
    assertThat(output.getErr()).contains("the service answers with status 503");
  }

  @Test
  void one_that_is_starting_is_waited_for() {
    service.on(READINESS, json(503, "{}"), json(200, "{\"status\": \"UP\"}"));

    assertThat(run("20s")).isEqualTo(ExitCode.OK);
  }

  @Test
  void nobody_there_is_another_code() {
    service.close();

    assertThat(run("0s")).isEqualTo(ExitCode.UNREACHABLE);
  }
}
