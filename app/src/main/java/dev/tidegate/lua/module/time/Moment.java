package dev.tidegate.lua.module.time;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * An instant, and the zone whose clocks and calendar tell it: Go's {@code time.Time}. The calendar
 * is the Gregorian one, continued into the past; there is a year 0.
 *
 * @param second seconds since 1970, at most 2^53 from it in either direction (about 285 million
 *     years), so that a Lua number can tell them
 * @param nano nanoseconds since then, from 0 to 999,999,999
 */
record Moment(long second, int nano, Zone zone) {

  private static final long NANOS = 1_000_000_000L;
  private static final long DAY = 86_400;
  private static final long FARTHEST_SECOND = 1L << 53;

  /** When the year 1 began in UTC: Go's zero time, from which it rounds. */
  private static final long ZERO_SECOND = LocalDate.of(1, 1, 1).toEpochDay() * DAY;

  private static final BigInteger SHORTEST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

  Moment {
    if (second < -FARTHEST_SECOND || second > FARTHEST_SECOND) {
      throw new DateTimeException("beyond the years that can be told");
    }
  }

  /**
   * So many seconds and nanoseconds since 1970.
   *
   * @param nanos any number
   * @throws DateTimeException when that is too far from 1970
   */
  static Moment at(long second, long nanos, Zone zone) {
    try {
      return new Moment(
          Math.addExact(second, Math.floorDiv(nanos, NANOS)),
          (int) Math.floorMod(nanos, NANOS),
          zone);
    } catch (ArithmeticException overflow) {
      throw tooFar(overflow);
    }
  }

  /**
   * When the calendar and the clocks of the zone show this. Fields out of their range roll over. Of
   * a time that clocks show twice or never, one that is right before or after they are changed.
   *
   * @throws DateTimeException when that is too far from 1970
   */
  static Moment of(
      long year, long month, long day, long hour, long minute, long second, long nano, Zone zone) {
    try {
      long months = Math.addExact(Math.multiplyExact(year, 12L), Math.subtractExact(month, 1L));
      LocalDate first =
          LocalDate.of(
              Math.toIntExact(Math.floorDiv(months, 12L)), (int) Math.floorMod(months, 12L) + 1, 1);
      long days = Math.addExact(first.toEpochDay(), Math.subtractExact(day, 1L));
      long seconds =
          Math.addExact(
              Math.addExact(Math.multiplyExact(days, DAY), Math.multiplyExact(hour, 3600L)),
              Math.addExact(Math.multiplyExact(minute, 60L), second));
      Moment shown = at(seconds, nano, Zone.UTC);
      int offset = zone.offsetAt(shown.second - zone.offsetAt(shown.second));
      return new Moment(shown.second - offset, shown.nano, zone);
    } catch (ArithmeticException overflow) {
      throw tooFar(overflow);
    }
  }

  private static DateTimeException tooFar(ArithmeticException overflow) {
    return new DateTimeException("beyond the years that can be told", overflow);
  }

  /** What the calendar and the clocks of the zone show. */
  LocalDateTime shown() {
    return LocalDateTime.ofEpochSecond(second + offset(), nano, ZoneOffset.UTC);
  }

  /** Seconds that the zone's clocks are ahead of UTC. */
  int offset() {
    return zone.offsetAt(second);
  }

  /** The same instant elsewhere. */
  Moment in(Zone other) {
    return new Moment(second, nano, other);
  }

  /**
   * So many nanoseconds later.
   *
   * @throws DateTimeException when that is too far from 1970
   */
  Moment plus(long nanos) {
    return at(second + Math.floorDiv(nanos, NANOS), nano + Math.floorMod(nanos, NANOS), zone);
  }

  /**
   * The same time of day so many years, months and days later, as {@link #of} has it: a month after
   * the last of January is in March.
   *
   * @throws DateTimeException when that is too far from 1970
   */
  Moment plusDate(long years, long months, long days) {
    LocalDateTime shown = shown();
    try {
      return of(
          Math.addExact(shown.getYear(), years),
          Math.addExact(shown.getMonthValue(), months),
          Math.addExact(shown.getDayOfMonth(), days),
          shown.getHour(),
          shown.getMinute(),
          shown.getSecond(),
          nano,
          zone);
    } catch (ArithmeticException overflow) {
      throw tooFar(overflow);
    }
  }

  /** Nanoseconds from the other one to this one; the nearest number if a long can't hold them. */
  long minus(Moment other) {
    return nanosSince(other).max(SHORTEST).min(LONGEST).longValue();
  }

  private BigInteger nanosSince(Moment other) {
    return BigInteger.valueOf(second - other.second)
        .multiply(BigInteger.valueOf(NANOS))
        .add(BigInteger.valueOf(nano - other.nano));
  }

  /** Negative, zero or positive as this instant is before, the same as or after the other. */
  int compareInstant(Moment other) {
    return second == other.second
        ? Integer.compare(nano, other.nano)
        : Long.compare(second, other.second);
  }

  /** Whether it is the beginning of the year 1 in UTC. */
  boolean isZero() {
    return second == ZERO_SECOND && nano == 0;
  }

  /** Nanoseconds since 1970. */
  double nanosSince1970() {
    return BigInteger.valueOf(second)
        .multiply(BigInteger.valueOf(NANOS))
        .add(BigInteger.valueOf(nano))
        .doubleValue();
  }

  /**
   * The last multiple of the step that is not after this, counted from the beginning of the year 1
   * in UTC.
   *
   * @param step nanoseconds; for one that is not positive nothing changes
   */
  Moment truncatedTo(long step) {
    return step <= 0 ? this : plus(-sinceMultiple(step));
  }

  /**
   * The nearest multiple of the step; of two the later one. Otherwise like {@link #truncatedTo}.
   */
  Moment roundedTo(long step) {
    if (step <= 0) {
      return this;
    }
    long beyond = sinceMultiple(step);
    return beyond < step - beyond ? plus(-beyond) : plus(step - beyond);
  }

  private long sinceMultiple(long step) {
    return nanosSince(new Moment(ZERO_SECOND, 0, Zone.UTC))
        .mod(BigInteger.valueOf(step))
        .longValue();
  }
}
