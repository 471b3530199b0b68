package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.HeartbeatState;
import dev.tidegate.job.Lease;
import dev.tidegate.job.SharedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A lease that the scheduler's heartbeats extend. Its end is kept as a time of the process's
 * monotonic clock, and every step errs on the early side: however long the process is stopped
 * between two of them, the lease is over before another node takes the job for given up.
 */
final class HeartbeatLease implements Lease {

  private final HeartbeatState heartbeats;
  private final SharedClock clock;
  private final HeartbeatPlan plan;
  private final LongSupplier nanoTime;

  /** When the scheduler had begun to count heartbeats: its first one is none. */
  private final Instant begun;

  private volatile long end;
  private volatile @Nullable LongConsumer run;

  /**
   * Begins with a claim.
   *
   * @param claimed when the claim was made, which counts as a heartbeat
   * @param nanoTime the process's monotonic clock
   */
  HeartbeatLease(
      Instant claimed,
      CurrentlyExecuting execution,
      SharedClock clock,
      HeartbeatPlan plan,
      LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.heartbeats = execution.getHeartbeatState();
    this.clock = clock;
    this.plan = plan;
    long nanos = nanoTime.getAsLong();
    begun = clock.instant();
    end = nanos + plan.lease().minus(Duration.between(claimed, begun)).toNanos();
  }

  @Override
  public boolean isHeld() {
    return nanoTime.getAsLong() - end < 0;
  }

  @Override
  public void governs(LongConsumer expiresAt) {
    run = expiresAt;
    // After the run is known: who extends the lease meanwhile tells the run, or is seen here.
    expiresAt.accept(end);
  }

  /** A round of heartbeats is over. What is over stays over. */
  void heartbeat() {
    if (!isHeld()) {
      return;
    }
    // In this order: what passes in between makes the lease shorter.
    long nanos = nanoTime.getAsLong();
    Instant now = clock.instant();
    Duration since = sinceLast();
    if (!now.minus(since).isAfter(begun)) {
      return;
    }
    long extended = nanos + plan.lease().minus(since).toNanos();
    if (extended - end > 0) {
      end = extended;
      LongConsumer running = run;
      if (running != null) {
        running.accept(extended);
      }
    }
  }

  /** The time since the last heartbeat that reached the database; rounded up to milliseconds. */
  private Duration sinceLast() {
    double millis = heartbeats.getFractionDead() * plan.untilDead().toMillis();
    return Duration.ofMillis(Math.max(0, (long) Math.ceil(millis)) + 1);
  }
}
