package dev.tidegate.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job to be accepted; its script has been compiled already.
 *
 * @param id made for it
 * @param createdAt now
 * @param submission what is to be run
 * @param retry whether it is tried again
 * @param priority which of the actor's own jobs go first: those of higher priority, from {@value
 *     #LOWEST_PRIORITY} to {@value #HIGHEST_PRIORITY}; jobs of different actors take turns whatever
 *     theirs is
 * @param idempotency what tells the same submission sent again; null when the client sent no key
 */
public record NewJob(
    JobId id,
    Instant createdAt,
    Submission submission,
    Retry retry,
    int priority,
    @Nullable IdempotencyKey idempotency) {

  /** The lowest priority. */
  public static final int LOWEST_PRIORITY = -100;

  /** The highest priority. */
  public static final int HIGHEST_PRIORITY = 100;

  /** Checks the range of the priority. */
  public NewJob {
    if (priority < LOWEST_PRIORITY || priority > HIGHEST_PRIORITY) {
      throw new IllegalArgumentException(
          "priority must be from " + LOWEST_PRIORITY + " to " + HIGHEST_PRIORITY);
    }
  }
}
