package dev.tidegate.job.store;

import dev.tidegate.job.JobDocument.Cause;
import dev.tidegate.job.JobDocument.Consumption;
import dev.tidegate.job.JobDocument.Line;
import dev.tidegate.job.JobState;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.policy.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON texts that columns hold. What is written here is read by later versions, so the names
 * stay.
 */
final class StoredJson {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};
  private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

  /** Numbers that JSON doesn't have may stand in an actor's metadata. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private StoredJson() {}

  static byte[] labels(Map<String, String> labels) {
    return JSON.writeValueAsBytes(labels);
  }

  static Map<String, String> labels(byte[] text) {
    return JSON.readValue(text, TEXTS);
  }

  static byte[] limits(Limits limits) {
    return JSON.writeValueAsBytes(
        new StoredLimits(
            limits.wallTime().toMillis(),
            limits.instructions(),
            limits.memory(),
            limits.output(),
            limits.result(),
            limits.connections(),
            limits.coroutines(),
            limits.timers(),
            limits.channelCapacity(),
            limits.allocation()));
  }

  static Limits limits(byte[] text) {
    StoredLimits stored = JSON.readValue(text, StoredLimits.class);
    return new Limits(
        Duration.ofMillis(stored.wallMs()),
        stored.instructions(),
        stored.memory(),
        stored.output(),
        stored.result(),
        stored.connections(),
        stored.coroutines(),
        stored.timers(),
        stored.channelCapacity(),
        stored.allocation());
  }

  static byte[] usage(Consumption usage) {
    return JSON.writeValueAsBytes(usage);
  }

  static Consumption usage(byte[] text) {
    return JSON.readValue(text, Consumption.class);
  }

  static byte[] cause(Cause cause) {
    Json details = cause.details();
    return JSON.writeValueAsBytes(
        new StoredCause(
            cause.reason(),
            cause.kind(),
            cause.message(),
            cause.retryable(),
            details == null ? null : details.toString(),
            cause.traceback()));
  }

  static Cause cause(byte[] text) {
    StoredCause stored = JSON.readValue(text, StoredCause.class);
    String details = stored.details();
    return new Cause(
        stored.reason(),
        stored.kind(),
        stored.message(),
        stored.retryable(),
        details == null ? null : Json.of(details),
        stored.traceback());
  }

  static byte[] metadata(Metadata metadata) {
    return JSON.writeValueAsBytes(metadata.values());
  }

  static Metadata metadata(byte[] text) {
    return Metadata.of(JSON.readValue(text, TREE));
  }

  static byte[] groups(Set<String> groups) {
    return JSON.writeValueAsBytes(groups);
  }

  static Set<String> groups(byte[] text) {
    return Set.copyOf(JSON.readValue(text, LIST));
  }

  static Line line(byte[] text) {
    return JSON.readValue(text, Line.class);
  }

  /** What the event of a change says. */
  static Json change(Instant time, JobState state, int attempt, @Nullable Cause error) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("time", time.truncatedTo(ChronoUnit.MILLIS));
    data.put("state", state);
    data.put("attempt", attempt);
    if (error != null) {
      data.put("error", error);
    }
    return Json.ofUtf8(JSON.writeValueAsBytes(data));
  }

  /**
   * Limits, in milliseconds, bytes and pieces.
   *
   * @param wallMs from start to end
   */
  private record StoredLimits(
      long wallMs,
      long instructions,
      long memory,
      long output,
      long result,
      int connections,
      int coroutines,
      int timers,
      int channelCapacity,
      long allocation) {}

  /**
   * A cause.
   *
   * @param details JSON as text, so that every number stays as it was written
   */
  private record StoredCause(
      String reason,
      String kind,
      String message,
      @Nullable Boolean retryable,
      @Nullable String details,
      @Nullable String traceback) {}
}
