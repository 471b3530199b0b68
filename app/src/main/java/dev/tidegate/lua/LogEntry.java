package dev.tidegate.lua;

import java.time.Instant;
import java.util.Map;

/**
 * One line of a run's output.
 *
 * @param seq position in the run's log, counted from 1
 * @param time when it was written
 * @param level how important the script says it is
 * @param message the text, as the script wrote it
 * @param fields what else it says, by name
 */
public record LogEntry(
    long seq, Instant time, Level level, String message, Map<String, String> fields) {

  /** Takes a copy of the fields. */
  public LogEntry {
    fields = Map.copyOf(fields);
  }

  /** Importance, least first. */
  public enum Level {
    /** What only helps to find faults. */
    DEBUG,
    /** What {@code print} writes, too. */
    INFO,
    /** What the script's author, or the runtime, finds worth a look. */
    WARN,
    /** What the script says has gone wrong. */
    ERROR
  }
}
