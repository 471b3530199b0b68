package dev.tidegate.job.queue;

import java.time.Duration;

/**
 * How a node stays in touch.
 *
 * @param interval between two heartbeats
 * @param missed after how many of these intervals a job counts as given up
 * @param margin how long before that the node stops the job by itself
 */
record HeartbeatPlan(Duration interval, int missed, Duration margin) {

  /** The time since the last heartbeat after which other nodes take the job for given up. */
  Duration untilDead() {
    return interval.multipliedBy(missed);
  }

  /** The time since the last heartbeat for which the job is this node's. */
  Duration lease() {
    return untilDead().minus(margin);
  }
}
