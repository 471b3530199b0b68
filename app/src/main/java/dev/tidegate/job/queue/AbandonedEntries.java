package dev.tidegate.job.queue;

import dev.tidegate.job.NodeId;
import dev.tidegate.job.SharedClock;

/**
 * What a process left in a file that nobody else has open: it can't have it any more, so it need
 * not be waited for.
 */
final class AbandonedEntries {

  private final SchedulerEntries entries;
  private final JobTask jobs;
  private final NodeId node;
  private final SharedClock clock;

  AbandonedEntries(SchedulerEntries entries, JobTask jobs, NodeId node, SharedClock clock) {
    this.entries = entries;
    this.jobs = jobs;
    this.node = node;
    this.clock = clock;
  }

  /** Recovers everything that another process has picked. Blocks. */
  void recover() {
    for (SchedulerEntries.Picked entry : entries.picked()) {
      if (entry.node().equals(node.value())) {
        continue;
      }
      if (entry.task().equals(SchedulerEntries.JOB)) {
        jobs.recover(entry.instance(), entry.node(), entry.version());
      } else {
        entries.release(entry.task(), entry.instance(), entry.version(), clock.instant());
      }
    }
  }
}
