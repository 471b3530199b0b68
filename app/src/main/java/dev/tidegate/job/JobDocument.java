package dev.tidegate.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.LogEntry;
import dev.tidegate.lua.Usage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A job as its owner sees it; its JSON form is part of the API.
 *
 * @param id the job
 * @param name what the submission called it; null when it had no name
 * @param state how far it is
 * @param actor the id of its owner
 * @param labels what the submission marked it with
 * @param createdAt when it was accepted
 * @param startedAt when its attempt began; null before that
 * @param finishedAt when it ended; null before that
 * @param attempt the attempt that this is about, counted from 1
 * @param maxAttempts how many there may be
 * @param result the script's first return value; null unless the state is succeeded
 * @param error why it failed or was cancelled; null unless it was
 * @param limits what it may use
 * @param usage what it has used
 * @param logs what it has printed; null where it is read apart from the rest
 */
@JsonNaming(SnakeCaseStrategy.class)
public record JobDocument(
    JobId id,
    @Nullable String name,
    JobState state,
    String actor,
    Map<String, String> labels,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    int attempt,
    int maxAttempts,
    @JsonSerialize(using = RawJsonSerializer.class) @Nullable Json result,
    @Nullable Cause error,
    Allowance limits,
    Consumption usage,
    @JsonInclude(Include.NON_NULL) @Nullable List<Line> logs) {

  /** Copies the list. */
  public JobDocument {
    logs = logs == null ? null : List.copyOf(logs);
  }

  /** The same with a log. */
  JobDocument with(List<Line> log) {
    return new JobDocument(
        id,
        name,
        state,
        actor,
        labels,
        createdAt,
        startedAt,
        finishedAt,
        attempt,
        maxAttempts,
        result,
        error,
        limits,
        usage,
        log);
  }

  /**
   * Why a job did not succeed.
   *
   * @param reason what ended it, such as {@code script} or {@code wall_time}
   * @param kind the kind among Lua's {@code errors}; empty when unset
   * @param message for people
   * @param retryable whether another attempt makes sense; null when nobody said
   * @param details what the error carried, a JSON object; null when it carried nothing
   * @param traceback the Lua calls that were under way; null when there were none
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Cause(
      String reason,
      String kind,
      String message,
      @Nullable Boolean retryable,
      @JsonSerialize(using = RawJsonSerializer.class) @Nullable Json details,
      @Nullable String traceback) {

    /** Somebody has stopped the job. */
    public static Cause cancelled() {
      return new Cause(
          "cancelled", ErrorKind.CANCELED.text(), "the job was cancelled", null, null, null);
    }

    /**
     * The node did not bring the attempt to an end.
     *
     * @param why what kept it from that
     */
    public static Cause interrupted(String why) {
      return new Cause("interrupted", ErrorKind.UNAVAILABLE.text(), why, true, null, null);
    }

    /** A fault of ours. */
    public static Cause internal(String message) {
      return new Cause("internal", ErrorKind.INTERNAL.text(), message, false, null, null);
    }

    /** The cause that a failure of the engine amounts to. */
    public static Cause of(Failure failure) {
      return new Cause(
          failure.reason().name().toLowerCase(Locale.ROOT),
          failure.kind(),
          failure.message(),
          failure.retryable(),
          failure.details(),
          failure.traceback());
    }
  }

  /**
   * The limits that a job runs under.
   *
   * @param wallTime in Go's notation
   * @param instructions units of work
   * @param memory bytes that it keeps alive
   * @param output bytes of log messages
   * @param result bytes of the result as JSON text
   * @param connections WebSocket connections open at the same time
   * @param coroutines coroutines that have not ended
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Allowance(
      String wallTime,
      long instructions,
      long memory,
      long output,
      long result,
      int connections,
      int coroutines) {

    /** The limits as documents have them. */
    public static Allowance of(Limits limits) {
      return new Allowance(
          DurationText.format(limits.wallTime()),
          limits.instructions(),
          limits.memory(),
          limits.output(),
          limits.result(),
          limits.connections(),
          limits.coroutines());
    }
  }

  /**
   * What a job has used; bytes are those of payloads.
   *
   * @param instructions units of work
   * @param memoryPeak the most bytes that it was seen to keep alive
   * @param output bytes of log messages
   * @param wallMs milliseconds since the start
   * @param connectionsOpened WebSocket handshakes that succeeded
   * @param messagesSent data messages
   * @param messagesReceived data messages
   * @param bytesSent before compression
   * @param bytesReceived after decompression
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Consumption(
      long instructions,
      long memoryPeak,
      long output,
      long wallMs,
      long connectionsOpened,
      long messagesSent,
      long messagesReceived,
      long bytesSent,
      long bytesReceived) {

    /** That of what has not run, or of which nobody knows. */
    public static final Consumption NONE = new Consumption(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** The usage as documents have it. */
    public static Consumption of(Usage usage) {
      return new Consumption(
          usage.instructions(),
          usage.memoryPeak(),
          usage.output(),
          usage.wall().toMillis(),
          usage.traffic().connectionsOpened(),
          usage.traffic().messagesSent(),
          usage.traffic().messagesReceived(),
          usage.traffic().bytesSent(),
          usage.traffic().bytesReceived());
    }
  }

  /**
   * One entry of a job's output.
   *
   * @param seq its position, counted from 1
   * @param time when it was written
   * @param level how important the script says it is
   * @param message the text
   * @param fields what else the entry carries
   */
  public record Line(
      long seq, Instant time, String level, String message, Map<String, String> fields) {

    /** The line that a log entry makes. */
    public static Line of(LogEntry entry) {
      return new Line(
          entry.seq(),
          entry.time().truncatedTo(ChronoUnit.MILLIS),
          entry.level().name().toLowerCase(Locale.ROOT),
          entry.message(),
          entry.fields());
    }
  }
}
