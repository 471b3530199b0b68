package dev.tidegate.job;

import dev.tidegate.lua.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a job gets when it asks for nothing, and the most that it may ask for.
 *
 * @param defaults the limits of a job that asks for none
 * @param most the upper end of each limit
 */
public record LimitRange(Limits defaults, Limits most) {

  /** Refuses defaults that are beyond the most. */
  public LimitRange {
    for (Limit limit : Limit.values()) {
      if (limit.of(defaults) > limit.of(most)) {
        throw new IllegalArgumentException(
            "the default of %s (%s) is above its maximum (%s)"
                .formatted(
                    limit.field(), limit.format(limit.of(defaults)), limit.format(limit.of(most))));
      }
    }
  }

  /** The range of an installation that configures nothing. */
  public static LimitRange shipped() {
    return LimitsProperties.unconfigured().range();
  }

  /** The same range with a wall time of at most this. */
  public LimitRange wallTimeAtMost(Duration wallTime) {
    return new LimitRange(capped(defaults, wallTime), capped(most, wallTime));
  }

  /** The same range with a memory of at most this many bytes. */
  public LimitRange memoryAtMost(long bytes) {
    return new LimitRange(capped(defaults, bytes), capped(most, bytes));
  }

  /** The limits asked for that are beyond the most, in the order of {@link Limit}. */
  public List<Limit> exceeded(Map<Limit, Long> asked) {
    List<Limit> exceeded = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      Long value = asked.get(limit);
      if (value != null && value > limit.of(most)) {
        exceeded.add(limit);
      }
    }
    return exceeded;
  }

  /**
   * The limits of a job that asks for these.
   *
   * @throws IllegalArgumentException when one of them is beyond the most
   */
  public Limits of(Map<Limit, Long> asked) {
    if (!exceeded(asked).isEmpty()) {
      throw new IllegalArgumentException("beyond the most: " + exceeded(asked));
    }
    return new Limits(
        Duration.ofMillis(value(Limit.WALL_TIME, asked)),
        value(Limit.INSTRUCTIONS, asked),
        value(Limit.MEMORY, asked),
        value(Limit.OUTPUT, asked),
        value(Limit.RESULT, asked),
        Math.toIntExact(value(Limit.CONNECTIONS, asked)),
        Math.toIntExact(value(Limit.COROUTINES, asked)),
        defaults.timers(),
        defaults.channelCapacity(),
        defaults.allocation());
  }

  private long value(Limit limit, Map<Limit, Long> asked) {
    Long value = asked.get(limit);
    return value == null ? limit.of(defaults) : value;
  }

  private static Limits capped(Limits limits, Duration wallTime) {
    return capped(
        limits,
        limits.wallTime().compareTo(wallTime) <= 0 ? limits.wallTime() : wallTime,
        limits.memory());
  }

  private static Limits capped(Limits limits, long memory) {
    return capped(limits, limits.wallTime(), Math.min(limits.memory(), memory));
  }

  private static Limits capped(Limits limits, Duration wallTime, long memory) {
    return new Limits(
        wallTime,
        limits.instructions(),
        memory,
        limits.output(),
        limits.result(),
        limits.connections(),
        limits.coroutines(),
        limits.timers(),
        limits.channelCapacity(),
        limits.allocation());
  }
}
