package dev.tidegate.job.store;

import dev.tidegate.job.JobId;
import java.util.Collection;

/**
 * Word for this node, where there is no other.
 *
 * @param watches who waits
 */
record LocalNews(JobWatches watches) implements JobNews {

  @Override
  public void start() {
    // There is nobody to listen to.
  }

  @Override
  public void tell(Collection<JobId> jobs) {
    watches.tell(jobs);
  }

  @Override
  public void close() {
    // Whoever waits closes the watch.
  }
}
