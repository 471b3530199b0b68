package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.SharedClock;
import java.time.Duration;
import java.time.Instant;

/** Forgets, on one of the nodes and every minute, jobs that have ended long ago. */
final class Retention {

  private static final String NAME = "retention";
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** So many in one transaction. */
  private static final int BATCH = 500;

  private final JobStore store;
  private final SchedulerEntries entries;
  private final SharedClock clock;
  private final Duration time;

  /**
   * Makes one.
   *
   * @param time how long jobs are kept after their end
   */
  Retention(JobStore store, SchedulerEntries entries, SharedClock clock, Duration time) {
    this.store = store;
    this.entries = entries;
    this.clock = clock;
    this.time = time;
  }

  /** The task as the scheduler knows it. */
  Task<Void> task() {
    return Tasks.recurring(NAME, FixedDelay.of(PERIOD))
        .onDeadExecution((complete, _) -> revive(complete.getExecution()))
        .execute((_, _) -> forget());
  }

  /** Several nodes may find it dead at the same time, and one of them revives it. */
  private void revive(Execution execution) {
    entries.release(execution.getTaskName(), execution.getId(), execution.version, clock.instant());
  }

  private void forget() {
    Instant before = clock.instant().minus(time);
    int forgotten;
    do {
      forgotten = store.forget(before, BATCH).toCompletableFuture().join();
    } while (forgotten == BATCH);
  }
}
