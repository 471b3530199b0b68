package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The disk that holds the service's data is full for a while. Needs the right to mount one. */
@Tag("soak")
@Timeout(600)
class FullDiskIT {

  private static final int RUNNING = 10;
  private static final int TICKS = 60;
  private static final int MOST_SUBMISSIONS = 2_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final JsonMapper JSON = new JsonMapper();

  private final TickPeer peer = new TickPeer();
  private final List<ServiceProcess> services = new ArrayList<>();
  private final List<String> accepted = new ArrayList<>();

  @TempDir private Path disk;

  @BeforeEach
  void mount() throws Exception {
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk.toString()))
        .as("may mount a disk of its own")
        .isZero();
  }

  @AfterEach
  void stop() throws Exception {
    for (ServiceProcess service : services) {
      service.kill();
      service.close();
    }
    peer.close();
    run("umount", disk.toString());
  }

  @Test
  void the_service_refuses_jobs_until_there_is_room_and_then_goes_on() throws Exception {
    ServiceProcess service = start();
    submitTicking(service);
    fill();

    HttpResponse<String> refusal = submitUntilRefused(service);
    // What runs comes to its end, though nobody can write that down.
    await().atMost(PATIENCE).until(() -> peer.count() == RUNNING * TICKS);
    for (String id : accepted) {
      assertThat(service.job(id).path("id").asString()).isEqualTo(id);
    }
    assertThat(service.status("/actuator/health/liveness")).isEqualTo(200);

    makeRoom();
    long room = System.nanoTime();
    await().atMost(PATIENCE).until(() -> takes(service.answer(job(0, 0, ""), PATIENCE)));
    long again = System.nanoTime();
    awaitEnds(service);

    for (String id : accepted) {
      assertSucceeded(service, id, 1);
    }
    assertThat(service.jobs("")).hasSize(accepted.size());
    assertThat(peer.jobsTriedAgain()).isEmpty();
    System.out.printf(
        "Full disk: %d jobs accepted, then %s; accepts again %d ms after there is room%n",
        accepted.size(), refusal.body(), (again - room) / 1_000_000);
  }

  @Test
  void no_accepted_job_is_lost_if_the_process_is_killed_while_the_disk_is_full() throws Exception {
    ServiceProcess first = start();
    submitTicking(first);
    fill();
    submitUntilRefused(first);

    first.kill();
    makeRoom();
    ServiceProcess second = start();
    awaitEnds(second);

    for (String id : accepted) {
      assertSucceeded(second, id, 2);
    }
    assertThat(second.jobs("")).hasSize(accepted.size());
    assertThat(peer.outOfTurn()).isEmpty();
    System.out.printf("Full disk, killed: %d jobs accepted%n", accepted.size());
  }

  private void submitTicking(ServiceProcess service) throws Exception {
    for (int job = 0; job < RUNNING; job++) {
      accepted.add(service.submit(job(job, TICKS, "")));
    }
    await().atMost(PATIENCE).until(() -> peer.jobs().size() == RUNNING);
  }

  private HttpResponse<String> submitUntilRefused(ServiceProcess service) throws Exception {
    for (int job = 0; job < MOST_SUBMISSIONS; job++) {
      HttpResponse<String> answer =
          service.answer(job(RUNNING + job, 0, "x".repeat(20_000)), PATIENCE);
      if (!takes(answer)) {
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type"))
            .contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).doesNotContain(disk.toString()).doesNotContain("SQL");
        return answer;
      }
    }
    throw new AssertionError("accepts jobs on a full disk");
  }

  private boolean takes(HttpResponse<String> answer) {
    if (answer.statusCode() != 202) {
      return false;
    }
    return accepted.add(JSON.readTree(answer.body()).path("id").asString());
  }

  private static void awaitEnds(ServiceProcess service) {
    await().atMost(PATIENCE).until(service::isIdle);
  }

  private static void assertSucceeded(ServiceProcess service, String id, int attempts)
      throws Exception {
    JsonNode job = service.job(id);
    assertThat(job.path("state").asString()).as("%s", job).isEqualTo("succeeded");
    assertThat(job.path("attempt").asInt()).isLessThanOrEqualTo(attempts);
    assertThat(new JobHistory(job, service.events(id)).faults()).isEmpty();
  }

  private ServiceProcess start() throws Exception {
    ServiceProcess service =
        ServiceProcess.start(
            "--tidegate.data.dir=" + disk.resolve("data"),
            "--tidegate.jobs.max-running=" + RUNNING);
    services.add(service);
    return service.ready();
  }

  private void fill() throws IOException {
    byte[] page = new byte[4096];
    try (OutputStream filler = Files.newOutputStream(filler())) {
      while (true) {
        filler.write(page);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left on device");
    }
  }

  private void makeRoom() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return disk.resolve("filler");
  }

  private Map<String, ?> job(int job, int ticks, String ballast) {
    return Map.of(
        "source",
        ticks == 0 ? "return 0" : TickPeer.SCRIPT,
        "input",
        Map.of("url", peer.url(), "job", job, "ticks", ticks, "pause", "200ms", "ballast", ballast),
        "limits",
        Map.of("memory", "1MiB"),
        "retry",
        Map.of("max_attempts", 2, "backoff", "100ms"));
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
