package dev.tidegate.job;

import java.time.Duration;

/**
 * Whether and when a job is tried again. Only errors that say that a retry makes sense, and
 * attempts that a node could not finish, are.
 *
 * @param maxAttempts how many attempts there may be, from 1 to {@value #MOST_ATTEMPTS}
 * @param backoff the wait before the second attempt, from 0 to {@link #LONGEST_WAIT}; it doubles
 *     with each further one, up to {@link #LONGEST_WAIT}
 */
public record Retry(int maxAttempts, Duration backoff) {

  /** The most attempts. */
  public static final int MOST_ATTEMPTS = 100;

  /** The longest wait between two attempts. */
  public static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** One attempt. */
  public static final Retry NONE = new Retry(1, Duration.ofSeconds(5));

  /** Checks the ranges. */
  public Retry {
    if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException("maxAttempts must be from 1 to " + MOST_ATTEMPTS);
    }
    if (backoff.isNegative() || backoff.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException("backoff must be from 0 to " + LONGEST_WAIT);
    }
  }

  /** The wait after this attempt, counted from 1. */
  public Duration waitAfter(int attempt) {
    Duration wait = backoff;
    for (int done = 1;
        done < attempt && wait.compareTo(LONGEST_WAIT) < 0 && !wait.isZero();
        done++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
