package dev.tidegate.lua;

import java.time.Duration;

/**
 * What one run may use. Reaching {@code wallTime}, {@code instructions}, {@code memory} or {@code
 * output} ends the run; the others are refused at the call that would exceed them.
 *
 * @param wallTime time from start to end, waiting included; positive
 * @param instructions units of work: bytecode instructions, and the priced work of library calls;
 *     positive
 * @param memory bytes that it keeps alive, by the engine's size model; positive
 * @param output bytes of log messages (UTF-8), and one line for each 64 of them and 100 more; not
 *     negative
 * @param result bytes of the result as JSON text; positive
 * @param connections WebSocket connections open at the same time; not negative
 * @param coroutines coroutines and spawned tasks that have not ended; not negative
 * @param timers timers that run; not negative
 * @param channelCapacity values that a channel takes while nobody receives; not negative
 * @param allocation bytes that a single library call may ask for at once (such as {@code
 *     string.rep}); positive
 */
public record Limits(
    Duration wallTime,
    long instructions,
    long memory,
    long output,
    long result,
    int connections,
    int coroutines,
    int timers,
    int channelCapacity,
    long allocation) {

  /** Checks the ranges. */
  public Limits {
    require(wallTime.isPositive(), "wallTime must be positive");
    require(instructions > 0, "instructions must be positive");
    require(memory > 0, "memory must be positive");
    require(output >= 0, "output must not be negative");
    require(result > 0, "result must be positive");
    require(connections >= 0, "connections must not be negative");
    require(coroutines >= 0, "coroutines must not be negative");
    require(timers >= 0, "timers must not be negative");
    require(channelCapacity >= 0, "channelCapacity must not be negative");
    require(allocation > 0, "allocation must be positive");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
