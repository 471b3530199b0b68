package dev.tidegate.reload;

import java.time.Duration;

/**
 * How changes are found.
 *
 * @param debounce how long files must have stayed the same before they count, so that nobody's half
 *     written file does; 10 ms to 10 s
 * @param pollInterval how often the files are read where nothing tells of changes; 50 ms to 1 h
 */
public record ReloadSettings(Duration debounce, Duration pollInterval) {

  /** Changes that go on and on count after so many times the debounce. */
  public static final int LONGEST_WAIT = 4;

  private static final Duration LEAST_DEBOUNCE = Duration.ofMillis(10);
  private static final Duration MOST_DEBOUNCE = Duration.ofSeconds(10);
  private static final Duration LEAST_INTERVAL = Duration.ofMillis(50);
  private static final Duration MOST_INTERVAL = Duration.ofHours(1);

  /** Checks the ranges. */
  public ReloadSettings {
    require(
        debounce.compareTo(LEAST_DEBOUNCE) >= 0 && debounce.compareTo(MOST_DEBOUNCE) <= 0,
        "debounce must be from 10ms to 10s");
    require(
        pollInterval.compareTo(LEAST_INTERVAL) >= 0 && pollInterval.compareTo(MOST_INTERVAL) <= 0,
        "poll-interval must be from 50ms to 1h");
  }

  /** The pause between two looks, however often there are notices. */
  Duration leastPause() {
    return debounce.compareTo(pollInterval) < 0 ? debounce : pollInterval;
  }

  /** How long to wait for a notice besides. */
  Duration noticePatience() {
    return pollInterval.minus(leastPause());
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
