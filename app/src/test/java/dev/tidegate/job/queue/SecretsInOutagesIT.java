package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.job.store.RestartablePostgres;
import dev.tidegate.job.store.UnwillingPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process of the service says while it can't get to its database holds no secret. */
@Timeout(180)
class SecretsInOutagesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String CANARY = "c4n4ry";
  private static final String AS_JSON = "--logging.structured.format.console=ecs";

  /** Writes what it was given, and returns it. */
  private static final String SCRIPT =
      """
      -- c4n4ry-of-a-script
      local input = ...
      for line = 1, input.lines do
        print(input.secret)
        time.sleep("50ms")
      end
      return input.secret
      """;

  @TempDir private Path directory;

  @Test
  void nothing_that_was_submitted_is_told_when_the_database_goes_and_comes_back() throws Exception {
    try (RestartablePostgres database = new RestartablePostgres(directory);
        ServiceProcess service = start(database.url(), AS_JSON)) {
      service.ready();
      List<String> ids = new ArrayList<>();
      for (int job = 0; job < 4; job++) {
        ids.add(service.submit(job(200)));
      }
      await().atMost(PATIENCE).until(() -> service.jobs("&state=running").size() == ids.size());

      database.kill();
      List<String> answers = new ArrayList<>();
      for (int number = 0; number < 2; number++) {
        HttpResponse<String> answer =
            service.answer(job(1), PATIENCE, "Idempotency-Key", CANARY + "-of-a-key-" + number);
        assertThat(answer.statusCode()).isEqualTo(503);
        answers.add(answer.headers().map() + answer.body());
      }
      await().atMost(PATIENCE).until(() -> service.log().contains("The store can't be reached"));
      database.start();
      await()
          .atMost(PATIENCE)
          .until(() -> service.log().contains("The store can be reached again"));
      for (String id : ids) {
        await()
            .atMost(PATIENCE)
            .until(() -> service.job(id).path("state").asString().equals("succeeded"));
        assertThat(service.job(id).path("result").asString()).contains(CANARY);
      }
      answers.add(service.log());
      answers.add(service.text("/actuator/prometheus"));
      answers.add(service.text("/actuator/health"));

      assertThat(answers).noneMatch(said -> said.contains(CANARY));
      assertThat(answers).noneMatch(said -> said.contains(ServiceProcess.TOKEN));
      assertThat(service.log()).contains("\"ecs\":{\"version\"");
    }
  }

  @Test
  void the_password_is_not_told_when_the_database_refuses_it_at_the_start() throws Exception {
    try (UnwillingPostgres database = new UnwillingPostgres();
        ServiceProcess plain = start(database.url(), "--spring.datasource.username=tidegate");
        ServiceProcess json =
            start(database.url(), "--spring.datasource.username=tidegate", AS_JSON)) {
      for (ServiceProcess service : List.of(plain, json)) {
        assertThat(service.exit()).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> service.log().contains("authentication failed"));
        assertThat(service.log()).doesNotContain(CANARY).doesNotContain(ServiceProcess.TOKEN);
      }
      assertThat(database.passwords()).containsOnly(CANARY + "-of-a-database");
    }
  }

  private static ServiceProcess start(String url, String... more) throws Exception {
    List<String> properties = new ArrayList<>(List.of(more));
    properties.add("--spring.datasource.url=" + url);
    properties.add("--spring.datasource.password=" + CANARY + "-of-a-database");
    properties.add("--spring.datasource.hikari.connection-timeout=2000");
    return ServiceProcess.start(properties.toArray(String[]::new));
  }

  private static Map<String, ?> job(int lines) {
    return Map.of(
        "source",
        SCRIPT,
        "input",
        Map.of("secret", CANARY + "-of-an-input", "lines", lines),
        "limits",
        Map.of("memory", "2MiB"),
        "retry",
        Map.of("max_attempts", 5, "backoff", "100ms"));
  }
}
