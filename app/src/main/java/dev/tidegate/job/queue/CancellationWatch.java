package dev.tidegate.job.queue;

import dev.tidegate.job.ActiveRuns;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.NodeId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Stops the attempts on this node whose jobs are to be cancelled, whichever node was told so. */
final class CancellationWatch {

  private final JobStore store;
  private final NodeId node;
  private final ActiveRuns active;
  private final Outage outage =
      new Outage(LoggerFactory.getLogger(CancellationWatch.class), "jobs can't be cancelled");
  private final AtomicBoolean asking = new AtomicBoolean();

  CancellationWatch(JobStore store, NodeId node, ActiveRuns active) {
    this.store = store;
    this.node = node;
    this.active = active;
  }

  /** Looks, unless the last look has not come to an end. */
  void look() {
    if (active.hasAttempts() && asking.compareAndSet(false, true)) {
      var _ = store.cancelled(node.value()).whenComplete(this::cancel);
    }
  }

  private void cancel(@Nullable List<JobId> ids, @Nullable Throwable fault) {
    asking.set(false);
    if (fault != null) {
      outage.goesOn(fault);
    } else if (ids != null) {
      outage.isOver();
      ids.forEach(active::cancel);
    }
  }
}
