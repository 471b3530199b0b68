package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.job.store.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Ten thousand jobs wait, and the service has little memory. */
@Tag("soak")
@Timeout(900)
class LongQueueIT {

  private static final int JOBS = 10_000;
  private static final int CLIENTS = 16;
  private static final int HEAP_MIB = 96;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final List<ServiceProcess> services = new ArrayList<>();

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    services.forEach(ServiceProcess::close);
  }

  @Test
  void all_jobs_in_a_file_end() throws Exception {
    queueAndRun("SQLite", "--tidegate.data.dir=" + directory);
  }

  @Test
  void all_jobs_on_a_server_end() throws Exception {
    queueAndRun("PostgreSQL", "--spring.datasource.url=" + PostgresServer.newDurableDatabase());
  }

  private void queueAndRun(String name, String store) throws Exception {
    ServiceProcess queueing = start(store, 0);
    long begun = System.nanoTime();
    atOnce(number -> queueing.submit(job(number)));
    double accepted = seconds(begun);
    double heapFull = queueing.heap();
    assertThat(queueing.jobs("&state=queued")).hasSize(JOBS);
    queueing.kill();

    begun = System.nanoTime();
    ServiceProcess running = start(store, 50);
    double started = seconds(begun);
    double[] heap = {0};
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> {
          heap[0] = Math.max(heap[0], running.heap());
          return running.isIdle();
        });
    double ended = seconds(begun);

    Set<Integer> numbers = new HashSet<>();
    for (JsonNode job : running.jobs("&state=succeeded")) {
      assertThat(job.path("attempt").asInt()).isEqualTo(1);
      numbers.add(Integer.valueOf(job.path("labels").path("number").asString()));
    }
    assertThat(numbers).hasSize(JOBS);
    System.out.printf(
        "%s: %d jobs accepted in %.1f s (heap %.0f MiB then); killed; ready after %.1f s, all ended"
            + " after %.1f s; most of %d MiB heap in use %.0f MiB%n",
        name, JOBS, accepted, heapFull, started, ended, HEAP_MIB, heap[0]);
  }

  private ServiceProcess start(String store, int running) throws Exception {
    ServiceProcess service =
        ServiceProcess.start(
            HEAP_MIB,
            store,
            "--tidegate.jobs.max-running=" + running,
            "--tidegate.quota.submissions-per-minute=1000000");
    services.add(service);
    return service.ready();
  }

  private static Map<String, ?> job(int number) {
    return Map.of(
        "source",
        "local input = ... print(input) return input * 2",
        "input",
        number,
        "labels",
        Map.of("number", Integer.toString(number)),
        "limits",
        Map.of("memory", "1MiB"));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void atOnce(Client client) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(
            threads.submit(() -> {
              for (int job = next.getAndIncrement(); job < JOBS; job = next.getAndIncrement()) {
                client.submit(job);
              }
              return null;
            }));
      }
      for (Future<?> each : clients) {
        each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  /** Whoever submits jobs. */
  @FunctionalInterface
  private interface Client {
    void submit(int number) throws Exception;
  }
}
