package dev.tidegate.job.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.job.Acceptance;
import dev.tidegate.job.ClaimedJob;
import dev.tidegate.job.JobState;
import dev.tidegate.job.JobStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many jobs a second the store takes on, and how many go through it; prints the figures. */
@Tag("soak")
class JobStoreLoadTest {

  private static final String NODE = "node-1";
  private static final int JOBS = 10_000;
  private static final int ACTORS = 20;
  private static final int SUBMITTERS = 64;
  private static final int CLAIM = 50;

  @TempDir private Path directory;

  @Test
  void jobs_in_a_file() throws Exception {
    try (TemporaryStore store = TemporaryStore.in(directory)) {
      measure("SQLite", store);
    }
  }

  @Test
  void jobs_on_a_server() throws Exception {
    try (TemporaryStore store = TemporaryStore.at(PostgresServer.newDurableDatabase())) {
      measure("PostgreSQL", store);
    }
  }

  private static void measure(String name, TemporaryStore store) throws Exception {
    // Warms up what is compiled and cached on the way.
    through(store.jobs(), JOBS / 5);
    double accepted = JOBS / seconds(() -> accept(store.jobs(), JOBS));
    double ended = JOBS / seconds(() -> drain(store.jobs(), JOBS));
    double both = JOBS / seconds(() -> through(store.jobs(), JOBS));
    StoreStatistics statistics = store.store().statistics();
    System.out.printf(
        "%s: %.0f accepted/s, %.0f claimed and ended/s, %.0f through/s, %.1f writes a group%n",
        name, accepted, ended, both, (double) statistics.writes() / statistics.groups());
    assertThat(store.jobs().active().toCompletableFuture().get(1, TimeUnit.MINUTES))
        .isEqualTo(Map.of(JobState.QUEUED, 0L, JobState.RUNNING, 0L));
  }

  /** Accepts jobs while others are claimed and ended. */
  private static void through(JobStore jobs, int count) throws Exception {
    CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> drain(jobs, count));
    accept(jobs, count);
    drained.get(1, TimeUnit.MINUTES);
  }

  private static void accept(JobStore jobs, int count) throws Exception {
    AtomicInteger next = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(SUBMITTERS);
    try (ExecutorService submitters = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SUBMITTERS; i++) {
        submitters.execute(() -> {
          for (int job = next.getAndIncrement(); job < count; job = next.getAndIncrement()) {
            Acceptance answer =
                jobs.accept(
                        SampleJobs.of("actor-" + job % ACTORS)
                            .created(Instant.now())
                            .label("env", "dev")
                            .make())
                    .toCompletableFuture()
                    .join();
            assertThat(answer).isInstanceOf(Acceptance.Accepted.class);
          }
          done.countDown();
        });
      }
      assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private static void drain(JobStore jobs, int count) {
    Semaphore running = new Semaphore(4 * CLAIM);
    int claimed = 0;
    while (claimed < count) {
      running.acquireUninterruptibly(CLAIM);
      List<ClaimedJob> some =
          jobs.claim(NODE, Instant.now(), CLAIM, new JobStoreContract.LimitedRoom(Long.MAX_VALUE));
      running.release(CLAIM - some.size());
      claimed += some.size();
      for (ClaimedJob job : some) {
        jobs.end(
                job.id(),
                job.attempt(),
                NODE,
                List.of(SampleJobs.line(1, "done")),
                SampleJobs.succeeded(Instant.now()))
            .whenComplete((_, _) -> running.release());
      }
    }
    running.acquireUninterruptibly(4 * CLAIM);
  }

  private static double seconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3;
  }

  /** Something to be timed. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }
}
