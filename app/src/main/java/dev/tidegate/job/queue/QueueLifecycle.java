package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Begins and ends what the queue does beside the scheduler. Begins before the scheduler, which
 * starts once the service is ready, and ends after the node was emptied.
 */
final class QueueLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(QueueLifecycle.class);

  private final Scheduler scheduler;
  private final Bell bell;
  private final List<Chore> chores;
  private final Runnable first;
  private @Nullable ScheduledExecutorService executor;

  /**
   * Makes one.
   *
   * @param chores what is to be done again and again
   * @param first what is to be done before the scheduler starts
   */
  QueueLifecycle(Scheduler scheduler, Bell bell, List<Chore> chores, Runnable first) {
    this.scheduler = scheduler;
    this.bell = bell;
    this.chores = List.copyOf(chores);
    this.first = first;
  }

  /**
   * Something to be done again and again.
   *
   * @param pause the time between the end of one and the begin of the next
   */
  record Chore(Runnable action, Duration pause) {}

  @Override
  public void start() {
    first.run();
    ScheduledExecutorService started =
        Executors.newScheduledThreadPool(
            chores.size(), Thread.ofPlatform().daemon().name("job-queue-", 1).factory());
    for (Chore chore : chores) {
      long nanos = chore.pause().toNanos();
      var _ =
          started.scheduleWithFixedDelay(
              () -> perform(chore.action()), nanos, nanos, TimeUnit.NANOSECONDS);
    }
    executor = started;
    bell.hang(scheduler::triggerCheckForDueExecutions);
  }

  /** A fault does not end the chore for good. */
  private static void perform(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException fault) {
      LOG.error("A chore of the queue failed", fault);
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService started = executor;
    if (started != null) {
      started.shutdownNow();
      executor = null;
    }
  }

  @Override
  public boolean isRunning() {
    return executor != null;
  }

  /** What comes first at a start is only right when nothing runs here yet. */
  @Override
  public boolean isPauseable() {
    return false;
  }

  @Override
  public int getPhase() {
    return DrainLifecycle.PHASE - 1;
  }
}
