package dev.tidegate.job;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes.
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) ?([A-Za-z]*)");
  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("B", 1L),
          Map.entry("KiB", 1L << 10),
          Map.entry("MiB", 1L << 20),
          Map.entry("GiB", 1L << 30),
          Map.entry("kB", 1_000L),
          Map.entry("KB", 1_000L),
          Map.entry("MB", 1_000_000L),
          Map.entry("GB", 1_000_000_000L));

  /** Checks the range. */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is not negative");
    }
  }

  /**
   * Reads a plain number of bytes, or a whole number with a unit: {@code B}, {@code KiB}, {@code
   * MiB}, {@code GiB}, and the decimal {@code kB}, {@code MB}, {@code GB}.
   *
   * @throws IllegalArgumentException with a message for whoever wrote the text
   */
  public static ByteSize parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          "must be a size in bytes, such as 65536 or \"64KiB\" (B, KiB, MiB, GiB, kB, MB, GB)");
    }
    try {
      return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException("must be a smaller size");
    }
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** The largest binary unit that leaves a whole number, as in {@code 64KiB}. */
  @Override
  public String toString() {
    if (bytes == 0 || bytes % 1024 != 0) {
      return bytes + "B";
    }
    return bytes % (1L << 30) == 0
        ? (bytes >> 30) + "GiB"
        : bytes % (1L << 20) == 0 ? (bytes >> 20) + "MiB" : (bytes >> 10) + "KiB";
  }
}
