package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.job.store.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The only process is killed while 50 jobs run and 200 wait. */
@Tag("soak")
@Timeout(600)
class KilledProcessIT {

  private static final int RUNNING = 50;
  private static final int QUEUED = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final TickPeer peer = new TickPeer();
  private final List<ServiceProcess> services = new ArrayList<>();

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    services.forEach(ServiceProcess::close);
    peer.close();
  }

  @Test
  void every_job_in_a_file_ends_right() throws Exception {
    killAndLook("SQLite", "--tidegate.data.dir=" + directory);
  }

  @Test
  void every_job_on_a_server_ends_right() throws Exception {
    killAndLook("PostgreSQL", "--spring.datasource.url=" + PostgresServer.newDurableDatabase());
  }

  private void killAndLook(String name, String store) throws Exception {
    ServiceProcess first = start(store);
    Map<Integer, String> ids = new TreeMap<>();
    for (int job = 0; job < RUNNING; job++) {
      ids.put(job, first.submit(job(job, 600, job % 2 + 1)));
    }
    await().atMost(PATIENCE).until(() -> peer.jobs().size() == RUNNING);
    for (int job = RUNNING; job < RUNNING + QUEUED; job++) {
      ids.put(job, first.submit(job(job, 20, 1)));
    }
    assertThat(first.jobs("&state=running")).hasSize(RUNNING);
    assertThat(first.jobs("&state=queued")).hasSize(QUEUED);

    first.kill();
    ServiceProcess second = start(store);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() ->
            second.jobs("&state=queued").isEmpty() && second.jobs("&state=running").isEmpty());

    Map<String, Integer> ends = new HashMap<>();
    for (var entry : ids.entrySet()) {
      JsonNode job = second.job(entry.getValue());
      assertThat(new JobHistory(job, second.events(entry.getValue())).faults()).isEmpty();
      String end = job.path("state").asString() + " after " + job.path("attempt").asInt();
      ends.merge(end, 1, Integer::sum);
      if (entry.getKey() < RUNNING && entry.getKey() % 2 == 0) {
        assertThat(job.path("error").path("reason").asString()).isEqualTo("interrupted");
      } else {
        assertThat(job.path("result").asInt()).isEqualTo(entry.getKey() < RUNNING ? 600 : 20);
      }
    }
    assertThat(second.jobs("")).hasSize(ids.size());
    assertThat(ends)
        .isEqualTo(
            Map.of(
                "failed after 1", RUNNING / 2,
                "succeeded after 2", RUNNING / 2,
                "succeeded after 1", QUEUED));
    assertThat(peer.jobsTriedAgain()).hasSize(RUNNING / 2);
    assertThat(peer.outOfTurn()).isEmpty();
    System.out.printf(
        "%s: killed with %d running and %d queued jobs; a job that runs again was silent for %d ms%n",
        name, RUNNING, QUEUED, peer.longestSilence().toMillis());
  }

  private ServiceProcess start(String store) throws Exception {
    ServiceProcess service = ServiceProcess.start(store, "--tidegate.jobs.max-running=" + RUNNING);
    services.add(service);
    return service.ready();
  }

  private Map<String, ?> job(int job, int ticks, int attempts) {
    return Map.of(
        "source",
        TickPeer.SCRIPT,
        "input",
        Map.of("url", peer.url(), "job", job, "ticks", ticks, "pause", "50ms"),
        "limits",
        Map.of("memory", "1MiB"),
        "retry",
        Map.of("max_attempts", attempts, "backoff", "100ms"));
  }
}
