package dev.tidegate.job;

import dev.tidegate.lua.GoDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Durations as the API writes and reads them: Go's notation, such as {@code 1m30s}, or a plain
 * number of milliseconds.
 */
public final class DurationText {

  private static final Pattern PLAIN = Pattern.compile("\\d{1,15}");

  private DurationText() {}

  /**
   * Reads a duration that is not negative.
   *
   * @throws IllegalArgumentException with a message for whoever wrote the text
   */
  public static Duration parse(String text) {
    if (PLAIN.matcher(text).matches()) {
      return Duration.ofMillis(Long.parseLong(text));
    }
    return GoDuration.parse(text)
        .filter(duration -> !duration.isNegative())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "must be milliseconds, or a duration such as \"250ms\", \"30s\" or"
                    + " \"1m30s\""));
  }

  /**
   * Writes a duration that is not negative, to the millisecond; parts that are zero are left out.
   */
  public static String format(Duration duration) {
    if (duration.toMillis() < 1000) {
      return duration.isZero() ? "0s" : duration.toMillis() + "ms";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    BigDecimal seconds =
        BigDecimal.valueOf(duration.toSecondsPart() * 1000L + duration.toMillisPart(), 3);
    if (seconds.signum() > 0) {
      text.append(seconds.stripTrailingZeros().toPlainString()).append('s');
    }
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }
}
