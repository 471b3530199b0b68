package dev.tidegate.lua;

import java.time.Instant;

/**
 * One line of a run's output.
 *
 * @param seq position in the run's log, counted from 1
 * @param time when it was written
 * @param level how important the script says it is
 * @param message the text, as the script wrote it
 */
public record LogEntry(long seq, Instant time, Level level, String message) {

  /** Importance, least first. */
  public enum Level {
    /** What {@code print} writes. */
    INFO,
    /** Something that the runtime wants the script's author to know. */
    WARN
  }
}
