package dev.tidegate.job;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * The entries by which the scheduler finds jobs; the store changes them in the same transaction as
 * the jobs. Every method is called within one, on the store's threads.
 */
public interface JobQueue {

  /**
   * Takes entries for a node.
   *
   * @return for each entry that was free the version that tells this claim from every other
   */
  Map<JobId, Long> pick(Collection<JobId> ids, String node, Instant now);

  /** Adds entries, due at once, for jobs that have been accepted. */
  void add(Collection<JobId> ids, Instant due);

  /**
   * Lets go of an entry, so that it is found again.
   *
   * @param lease the version that whoever lets go had
   * @param due when
   */
  void release(JobId id, long lease, Instant due);

  /** Removes the entries of jobs that have ended; does nothing about those that have none. */
  void remove(Collection<JobId> ids);

  /** Says, after the transaction, that entries may be due. */
  void wake();
}
