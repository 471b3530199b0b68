package dev.tidegate.job;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where whoever runs an attempt says what becomes of it. No method blocks, and all may be called
 * from any thread; what a stage has completed with is on disk. A stage fails with {@link
 * StoreUnavailableException} when the store can't be reached or is full; nothing is half done then.
 *
 * <p>An attempt is told from all others by its job, its number and the node that claimed it: what a
 * node says of an attempt that is no longer its own changes nothing.
 */
public interface AttemptStore {

  /**
   * Adds to what happened in an attempt.
   *
   * @return whether the attempt is still this node's
   */
  CompletionStage<Boolean> append(JobId id, int attempt, String node, List<JobEvent.Fresh> events);

  /**
   * Ends an attempt, and says what happened last in it. A job whose cancellation was asked for ends
   * as cancelled, whatever the attempt came to.
   *
   * @return the job's state now; empty if the attempt is no longer this node's
   */
  CompletionStage<Optional<JobState>> end(
      JobId id, int attempt, String node, List<JobEvent.Fresh> last, AttemptEnding ending);
}
