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
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What becomes of accepted jobs when processes of the service are killed, stopped, or told to end.
 */
@Timeout(180)
class JobFaultsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final TickPeer peer = new TickPeer();
  private final List<ServiceProcess> services = new ArrayList<>();
  private final Map<Integer, String> ids = new HashMap<>();

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    services.forEach(ServiceProcess::close);
    peer.close();
  }

  @Test
  void every_job_ends_right_though_the_only_process_is_killed() throws Exception {
    ServiceProcess first = onFile().ready();
    for (int job = 0; job < 30; job++) {
      submit(first, job, 8, "50ms", job % 2 == 0 ? 1 : 2);
    }
    await().atMost(PATIENCE).until(() -> peer.jobs().size() >= 15);

    first.kill();
    ServiceProcess second = onFile().ready();

    Map<Integer, JsonNode> ended = awaitEnds(second);
    int interrupted = 0;
    for (var entry : ended.entrySet()) {
      JsonNode job = entry.getValue();
      if (job.path("state").asString().equals("succeeded")) {
        assertThat(job.path("result").asInt()).isEqualTo(8);
      } else {
        interrupted++;
        assertInterrupted(job);
      }
    }
    assertThat(interrupted).isPositive();
    assertThat(peer.jobsTriedAgain()).isNotEmpty();
    Set<Integer> again = peer.jobsTriedAgain();
    ended.forEach((number, job) -> {
      if (again.contains(number)) {
        assertThat(job.path("max_attempts").asInt()).isEqualTo(2);
        assertThat(job.path("attempt").asInt()).isEqualTo(2);
      }
    });
    assertThat(peer.jobs()).hasSize(30);
    assertThat(peer.outOfTurn()).isEmpty();
  }

  @Test
  void the_jobs_of_a_node_that_is_killed_run_again_on_another() throws Exception {
    Shared database = new Shared();
    ServiceProcess one = database.node();
    one.ready();
    for (int job = 0; job < 6; job++) {
      submit(one, job, 100_000, "50ms", job % 2 == 0 ? 1 : 2);
    }
    await().atMost(PATIENCE).until(() -> peer.jobs().size() == 6);
    ServiceProcess other = database.node().ready();

    one.kill();

    for (int job = 0; job < 6; job += 2) {
      assertInterrupted(awaitEnd(other, id(job)));
    }
    await().atMost(PATIENCE).until(() -> peer.jobsTriedAgain().equals(Set.of(1, 3, 5)));
    for (int job = 1; job < 6; job += 2) {
      assertThat(other.job(id(job)).path("attempt").asInt()).isEqualTo(2);
      assertThat(other.cancel(id(job))).isEqualTo(202);
      assertThat(awaitEnd(other, id(job)).path("state").asString()).isEqualTo("cancelled");
    }
    assertThat(peer.outOfTurn()).isEmpty();
  }

  @Test
  void a_node_that_was_frozen_past_its_lease_does_not_go_on_with_its_jobs() throws Exception {
    Shared database = new Shared();
    ServiceProcess one = database.node();
    one.ready();
    for (int job = 0; job < 6; job++) {
      submit(one, job, 100_000, "10ms", 2);
    }
    await().atMost(PATIENCE).until(() -> peer.jobs().size() == 6);
    ServiceProcess other = database.node().ready();

    one.freeze();
    await().atMost(PATIENCE).until(() -> peer.jobsTriedAgain().size() == 6);
    one.thaw();

    // It is in touch again, and has dropped what it had.
    int before = peer.count();
    await().atMost(PATIENCE).until(() -> one.status("/actuator/health/readiness") == 200);
    await().atMost(PATIENCE).until(() -> peer.count() > before + 600);
    // What the operating system stopped on its very way to the socket still goes, and no more.
    assertThat(peer.outOfTurn()).extracting(TickPeer.Tick::connection).doesNotHaveDuplicates();

    for (String id : ids.values()) {
      assertThat(other.cancel(id)).isEqualTo(202);
    }
    awaitEnds(other)
        .values()
        .forEach(job -> {
          assertThat(job.path("state").asString()).isEqualTo("cancelled");
          assertThat(job.path("attempt").asInt()).isEqualTo(2);
        });
  }

  @Test
  void a_node_that_is_told_to_stop_lets_jobs_end_and_hands_back_those_that_do_not()
      throws Exception {
    Shared database = new Shared();
    ServiceProcess one = database.node("--tidegate.drain.grace=4s");
    one.ready();
    submit(one, 0, 25, "100ms", 1);
    submit(one, 1, 100_000, "20ms", 2);
    submit(one, 2, 100_000, "20ms", 1);
    await().atMost(PATIENCE).until(() -> peer.jobs().size() == 3);

    one.terminate();

    await().atMost(PATIENCE).until(() -> one.status("/actuator/health/readiness") == 503);
    assertThat(one.job(id(0)).path("state").asString()).isEqualTo("running");
    assertThat(one.statusOfSubmission(job(9, 1, "1ms", 1))).isEqualTo(503);
    assertThat(one.exit()).isEqualTo(143);
    assertThat(peer.closeCodes()).contains(1001, 1001);

    ServiceProcess other = database.node().ready();
    JsonNode ended = awaitEnd(other, id(0));
    assertThat(ended.path("state").asString()).as("%s", ended).isEqualTo("succeeded");
    assertInterrupted(awaitEnd(other, id(2)));
    await().atMost(PATIENCE).until(() -> peer.jobsTriedAgain().equals(Set.of(1)));
    assertThat(other.job(id(1)).path("attempt").asInt()).isEqualTo(2);
    assertThat(peer.outOfTurn()).isEmpty();
  }

  private static void assertInterrupted(JsonNode job) {
    assertThat(job.path("state").asString()).as("%s", job).isEqualTo("failed");
    assertThat(job.path("error").path("reason").asString()).isEqualTo("interrupted");
    assertThat(job.path("max_attempts").asInt()).isEqualTo(1);
  }

  private String id(int job) {
    String id = ids.get(job);
    assertThat(id).isNotNull();
    return String.valueOf(id);
  }

  private void submit(ServiceProcess service, int job, int ticks, String pause, int attempts)
      throws Exception {
    ids.put(job, service.submit(job(job, ticks, pause, attempts)));
  }

  private Map<String, ?> job(int job, int ticks, String pause, int attempts) {
    return Map.of(
        "source",
        TickPeer.SCRIPT,
        "input",
        Map.of("url", peer.url(), "job", job, "ticks", ticks, "pause", pause),
        "limits",
        Map.of("memory", "2MiB"),
        "retry",
        Map.of("max_attempts", attempts, "backoff", "100ms"));
  }

  private Map<Integer, JsonNode> awaitEnds(ServiceProcess service) throws Exception {
    Map<Integer, JsonNode> ended = new HashMap<>();
    for (int job : new TreeSet<>(ids.keySet())) {
      ended.put(job, awaitEnd(service, id(job)));
    }
    return ended;
  }

  private static JsonNode awaitEnd(ServiceProcess service, String id) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> service.job(id),
            job ->
                Set.of("succeeded", "failed", "cancelled").contains(job.path("state").asString()));
  }

  private ServiceProcess onFile() throws Exception {
    return start("--tidegate.data.dir=" + directory, "--tidegate.jobs.max-running=10");
  }

  private ServiceProcess start(String... properties) throws Exception {
    ServiceProcess service = ServiceProcess.start(properties);
    services.add(service);
    return service;
  }

  /** A server that several nodes share. */
  private final class Shared {

    private final String url = PostgresServer.newDatabase();

    ServiceProcess node(String... more) throws Exception {
      List<String> properties = new ArrayList<>(List.of(more));
      properties.add("--spring.datasource.url=" + url);
      properties.add("--tidegate.store.readers=2");
      properties.add("--tidegate.jobs.poll-interval=200ms");
      properties.add("--tidegate.jobs.heartbeat-interval=1s");
      properties.add("--tidegate.jobs.missed-heartbeats=5");
      return start(properties.toArray(String[]::new));
    }
  }
}
