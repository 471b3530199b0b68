package dev.tidegate.job;

import dev.tidegate.lua.Limits;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The limits that a submission may ask for. Their values are numbers of the limit's unit:
 * milliseconds, bytes, or pieces.
 */
public enum Limit {
  /** Time from start to end, waiting included, in milliseconds. */
  WALL_TIME(Unit.MILLISECONDS, 1),
  /** Units of work. */
  INSTRUCTIONS(Unit.PIECES, 1),
  /** Bytes that it keeps alive. */
  MEMORY(Unit.BYTES, 1 << 16),
  /** Bytes of log messages. */
  OUTPUT(Unit.BYTES, 0),
  /** Bytes of the result as JSON text. */
  RESULT(Unit.BYTES, 1),
  /** WebSocket connections open at the same time. */
  CONNECTIONS(Unit.PIECES, 0),
  /** Coroutines that have not ended. */
  COROUTINES(Unit.PIECES, 0);

  private final Unit unit;
  private final long least;

  Limit(Unit unit, long least) {
    this.unit = unit;
    this.least = least;
  }

  /** The name of the field in requests and documents. */
  public String field() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The limit whose field has this name. */
  public static Optional<Limit> byField(String name) {
    for (Limit limit : values()) {
      if (limit.field().equals(name)) {
        return Optional.of(limit);
      }
    }
    return Optional.empty();
  }

  /** This limit's value among the limits of a run. */
  public long of(Limits limits) {
    return switch (this) {
      case WALL_TIME -> limits.wallTime().toMillis();
      case INSTRUCTIONS -> limits.instructions();
      case MEMORY -> limits.memory();
      case OUTPUT -> limits.output();
      case RESULT -> limits.result();
      case CONNECTIONS -> limits.connections();
      case COROUTINES -> limits.coroutines();
    };
  }

  /**
   * Reads a value in the notation of the limit's unit.
   *
   * @throws IllegalArgumentException with a message for whoever wrote the text
   */
  public long parse(String text) {
    long parsed =
        switch (unit) {
          case MILLISECONDS -> DurationText.parse(text).toMillis();
          case BYTES -> ByteSize.parse(text).bytes();
          case PIECES -> whole(text);
        };
    if (parsed < least) {
      throw new IllegalArgumentException("must be at least " + format(least));
    }
    return parsed;
  }

  /** Writes a value in the notation of the limit's unit. */
  public String format(long number) {
    return switch (unit) {
      case MILLISECONDS -> DurationText.format(Duration.ofMillis(number));
      case BYTES -> new ByteSize(number).toString();
      case PIECES -> Long.toString(number);
    };
  }

  private static long whole(String text) {
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("must be a whole number, not negative");
    }
    return Long.parseLong(text);
  }

  private enum Unit {
    MILLISECONDS,
    BYTES,
    PIECES
  }
}
