package dev.tidegate.job.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this node takes jobs from the queue, and how it stays in touch with the others.
 *
 * @param maxRunning how many accepted jobs run here at the same time, from 0 (it only accepts them)
 *     to 100,000
 * @param claimBatch how many are taken on at once, from 1 to 1,000
 * @param pollInterval how long the queue is left alone at most, from 10 ms to 1 min
 * @param heartbeatInterval how often the node says that its jobs are under way, from 100 ms to 10
 *     min; not set: 5 s on a server that nodes share, 1 min on a file
 * @param missedHeartbeats after how many of these intervals a job counts as given up, from 4 to 100
 * @param leaseMargin how long before that the node stops a job by itself; at most half of it; one
 *     heartbeat interval when not set
 * @param patience how long a job that is too large for what is free is passed over before room is
 *     kept for it, from 0 to 1 h
 * @param cancelInterval how often it is looked for jobs to cancel, from 10 ms to 10 s
 */
@ConfigurationProperties("tidegate.jobs")
record QueueProperties(
    @DefaultValue("1000") int maxRunning,
    @DefaultValue("50") int claimBatch,
    @DefaultValue("1s") Duration pollInterval,
    @Nullable Duration heartbeatInterval,
    @DefaultValue("6") int missedHeartbeats,
    @Nullable Duration leaseMargin,
    @DefaultValue("10s") Duration patience,
    @DefaultValue("500ms") Duration cancelInterval) {

  private static final Duration BETWEEN_NODES = Duration.ofSeconds(5);

  /** Nobody else looks: a process that opens the file knows that its predecessor is gone. */
  private static final Duration ON_A_FILE = Duration.ofMinutes(1);

  private static final int MOST_RUNNING = 100_000;
  private static final int MOST_CLAIMED = 1_000;
  private static final int LEAST_MISSED = 4;
  private static final int MOST_MISSED = 100;

  /** Checks the ranges. */
  QueueProperties {
    within("max-running", maxRunning, 0, MOST_RUNNING);
    within("claim-batch", claimBatch, 1, MOST_CLAIMED);
    within("poll-interval", pollInterval, Duration.ofMillis(10), Duration.ofMinutes(1));
    within("missed-heartbeats", missedHeartbeats, LEAST_MISSED, MOST_MISSED);
    within("patience", patience, Duration.ZERO, Duration.ofHours(1));
    within("cancel-interval", cancelInterval, Duration.ofMillis(10), Duration.ofSeconds(10));
    if (heartbeatInterval != null) {
      within(
          "heartbeat-interval", heartbeatInterval, Duration.ofMillis(100), Duration.ofMinutes(10));
    }
    if (leaseMargin != null) {
      Duration shortest = heartbeatInterval == null ? BETWEEN_NODES : heartbeatInterval;
      within(
          "lease-margin",
          leaseMargin,
          Duration.ZERO,
          shortest.multipliedBy(missedHeartbeats).dividedBy(2));
    }
  }

  /** The time after which a job counts as given up, and the time for which a node runs one. */
  HeartbeatPlan heartbeats(DatabaseKind database) {
    Duration interval =
        heartbeatInterval != null
            ? heartbeatInterval
            : database == DatabaseKind.POSTGRESQL ? BETWEEN_NODES : ON_A_FILE;
    return new HeartbeatPlan(
        interval, missedHeartbeats, leaseMargin == null ? interval : leaseMargin);
  }

  private static <T extends Comparable<T>> void within(String name, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(name + " must be from " + least + " to " + most);
    }
  }
}
