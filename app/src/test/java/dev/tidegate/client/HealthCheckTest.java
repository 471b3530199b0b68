package dev.tidegate.client;

import static dev.tidegate.client.StubService.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an engine for containers learns. */
class HealthCheckTest {

  private static final String READINESS = "GET /actuator/health/readiness";

  private final StubService service = new StubService();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void stop() {
    service.close();
  }

  private int check(String address) {
    return HealthCheck.check(
        Map.of("TIDEGATE_SERVER", address),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  @Test
  void a_service_that_takes_work_is_ready() {
    service.on(READINESS, json(200, "{\"status\": \"UP\"}"));

    assertThat(check(service.url())).isEqualTo(ExitCode.OK);

    assertThat(out.toString(UTF_8)).isEqualToIgnoringNewLines("ready");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void a_service_that_drains_is_not() {
    service.on(READINESS, json(503, "{\"status\": \"OUT_OF_SERVICE\"}"));

    assertThat(check(service.url())).isEqualTo(ExitCode.REFUSED);

    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8)).contains("status 503");
  }

  @Test
  void nobody_there_is_another_code() {
    service.close();

    assertThat(check(service.url())).isEqualTo(ExitCode.UNREACHABLE);

    assertThat(err.toString(UTF_8)).contains("cannot reach the service at " + service.url());
  }

  @Test
  void an_address_that_is_none_is_named_by_its_variable() {
    assertThat(check("localhost:8080")).isEqualTo(ExitCode.USAGE);

    assertThat(err.toString(UTF_8)).startsWith("TIDEGATE_SERVER must be like http://");
  }
}
