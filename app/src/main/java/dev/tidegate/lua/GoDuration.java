package dev.tidegate.lua;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations in the notation of Go's {@code time.ParseDuration} and {@code Duration.String}, such as
 * {@code 1m30s} or {@code 250ms}.
 */
public final class GoDuration {

  private static final int LENGTH_LIMIT = 64;
  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal SHORTEST = BigDecimal.valueOf(Long.MIN_VALUE);

  private static final long SECOND = 1_000_000_000L;
  private static final long MILLISECOND = 1_000_000L;
  private static final long MICROSECOND = 1_000L;

  private GoDuration() {}

  /**
   * Reads a duration: an optional sign, then number and unit once or more, or just {@code 0}. Empty
   * when it is not one, or when its nanoseconds exceed a long (about 292 years). What is less than
   * a nanosecond of a number is cut off.
   */
  public static Optional<Duration> parse(String text) {
    if (text.length() > LENGTH_LIMIT) {
      return Optional.empty();
    }
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String unsigned = signed ? text.substring(1) : text;
    if (unsigned.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(unsigned);
    int end = 0;
    while (part.region(end, unsigned.length()).lookingAt()) {
      BigDecimal exact =
          new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanos(part.group(2))));
      nanos = nanos.add(exact.setScale(0, RoundingMode.DOWN));
      end = part.end();
    }
    if (end == 0 || end < unsigned.length()) {
      return Optional.empty();
    }
    BigDecimal total = text.startsWith("-") ? nanos.negate() : nanos;
    return total.compareTo(LONGEST) > 0 || total.compareTo(SHORTEST) < 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(total.longValue()));
  }

  /**
   * Writes a duration exactly: hours, minutes and seconds from the largest that is not zero on, as
   * in {@code 1h0m1.5s}, and less than a second in the largest unit that fits, as in {@code 1.5ms}.
   *
   * @param nanos nanoseconds
   */
  public static String format(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    BigDecimal size = BigDecimal.valueOf(nanos).abs();
    if (size.compareTo(BigDecimal.valueOf(SECOND)) < 0) {
      long below = size.longValue();
      return sign
          + (below < MICROSECOND
              ? below + "ns"
              : below < MILLISECOND ? decimal(size, 3) + "µs" : decimal(size, 6) + "ms");
    }
    // Of 2^63, which is one more than a long can hold, the seconds can be held.
    BigDecimal[] parts = size.divideAndRemainder(BigDecimal.valueOf(SECOND));
    long seconds = parts[0].longValue();
    StringBuilder text = new StringBuilder(sign);
    if (seconds >= 3600) {
      text.append(seconds / 3600).append('h');
    }
    if (seconds >= 60) {
      text.append(seconds / 60 % 60).append('m');
    }
    BigDecimal ofMinute = BigDecimal.valueOf(seconds % 60 * SECOND).add(parts[1]);
    return text.append(decimal(ofMinute, 9)).append('s').toString();
  }

  private static String decimal(BigDecimal nanos, int places) {
    BigDecimal value = nanos.scaleByPowerOfTen(-places);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static long nanos(String unit) {
    return switch (unit) {
      case "ns" -> 1L;
      case "ms" -> MILLISECOND;
      case "s" -> SECOND;
      case "m" -> 60 * SECOND;
      case "h" -> 3600 * SECOND;
      default -> MICROSECOND;
    };
  }
}
