package dev.tidegate.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something is tried again: twice as long each time, and a random part of
 * it less, so that clients that were turned away together don't come back together.
 *
 * @param first the longest wait before the second try; positive
 * @param most the longest wait
 */
record Backoff(Duration first, Duration most) {

  static final Backoff USUAL = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10));

  /**
   * The wait after a try.
   *
   * @param tries how many there were, from 1
   */
  Duration after(int tries, RandomGenerator random) {
    Duration longest = first;
    for (int done = 1; done < tries && longest.compareTo(most) < 0; done++) {
      longest = longest.multipliedBy(2);
    }
    long millis = Math.min(longest.toMillis(), most.toMillis());
    return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
  }
}
