package dev.tidegate.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** Durations as short as a table wants them. */
final class Age {

  private Age() {}

  /** The time from one moment to another; empty where one of them is no time. */
  static String between(String from, String to) {
    try {
      return of(Duration.between(Instant.parse(from), Instant.parse(to)));
    } catch (DateTimeException _) {
      return "";
    }
  }

  /** A duration in its largest unit, or in two where the first is small: 5s, 3m10s, 45m, 2h, 4d. */
  static String of(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 10) {
      return minutes + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
    }
    if (minutes < 120) {
      return minutes + "m";
    }
    return minutes / 60 < 48 ? minutes / 60 + "h" : minutes / (60 * 24) + "d";
  }
}
