package dev.tidegate.job;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tidegate.lua.Json;
import java.time.Instant;
import java.util.Locale;

/**
 * Something that happened to a job.
 *
 * @param seq its position among the job's events, counted from 1
 * @param time when it happened
 * @param kind what it is
 * @param data more about it, a JSON object
 */
public record JobEvent(long seq, Instant time, Kind kind, Json data) {

  /** What an event is about. */
  public enum Kind {
    /** The job's state has changed. */
    STATE,
    /** The script has written a log entry. */
    LOG,
    /** One of the job's connections was opened or closed. */
    CONNECTION;

    /** The name in event streams. */
    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An event that has no position yet. Events about the state are the store's own.
   *
   * @param time when it happened
   * @param kind {@link Kind#LOG} or {@link Kind#CONNECTION}
   * @param logSeq the position among the job's log entries of all attempts, counted from 1; 0 for
   *     other kinds
   * @param data more about it, a JSON object; for a log entry the document of {@link
   *     JobDocument.Line}
   */
  public record Fresh(Instant time, Kind kind, long logSeq, Json data) {}
}
