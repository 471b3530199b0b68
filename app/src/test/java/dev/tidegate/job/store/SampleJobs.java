package dev.tidegate.job.store;

import dev.tidegate.job.AttemptEnding;
import dev.tidegate.job.IdempotencyKey;
import dev.tidegate.job.JobDocument.Cause;
import dev.tidegate.job.JobDocument.Consumption;
import dev.tidegate.job.JobEvent;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobState;
import dev.tidegate.job.NewJob;
import dev.tidegate.job.Retry;
import dev.tidegate.job.Source;
import dev.tidegate.job.Submission;
import dev.tidegate.job.TraceParent;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes jobs for tests; each differs from the last by what the test says. */
final class SampleJobs {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
  static final Consumption USED = new Consumption(1, 2, 3, 4, 5, 6, 7, 8, 9);
  static final Cause BROKEN =
      new Cause("script", "Unavailable", "no luck", true, Json.of("{\"n\":1.0e2}"), "at line 1");

  private static final Random RANDOM = new Random(7);
  static final Duration WALL_TIME = Duration.ofSeconds(30);

  private static final Limits LIMITS =
      new Limits(WALL_TIME, 1_000, 1 << 20, 2_000, 3_000, 4, 5, 6, 7, 8_000);

  private String actor = "alice";
  private @Nullable String name;
  private final Map<String, String> labels = new TreeMap<>();
  private int priority;
  private Retry retry = Retry.NONE;
  private @Nullable IdempotencyKey key;
  private Instant created = NOW;
  private long memory = 1 << 20;
  private @Nullable TraceParent trace;

  static SampleJobs of(String actor) {
    SampleJobs jobs = new SampleJobs();
    jobs.actor = actor;
    return jobs;
  }

  SampleJobs name(String value) {
    name = value;
    return this;
  }

  SampleJobs label(String label, String value) {
    labels.put(label, value);
    return this;
  }

  SampleJobs priority(int value) {
    priority = value;
    return this;
  }

  SampleJobs attempts(int most, Duration backoff) {
    retry = new Retry(most, backoff);
    return this;
  }

  SampleJobs key(String value, String fingerprint) {
    key = new IdempotencyKey(value, fingerprint);
    return this;
  }

  SampleJobs created(Instant value) {
    created = value;
    return this;
  }

  SampleJobs memory(long bytes) {
    memory = bytes;
    return this;
  }

  SampleJobs trace(TraceParent value) {
    trace = value;
    return this;
  }

  NewJob make() {
    return new NewJob(
        JobId.at(created, RANDOM),
        created,
        new Submission(
            new Actor(
                actor,
                Metadata.of(Map.of("role", "trader", "level", 3, "share", 0.5)),
                Set.of("app:traders", "default")),
            Source.of("return ..."),
            name,
            Json.of("{\"input\":1.50}"),
            labels,
            new Limits(
                LIMITS.wallTime(),
                LIMITS.instructions(),
                memory,
                LIMITS.output(),
                LIMITS.result(),
                LIMITS.connections(),
                LIMITS.coroutines(),
                LIMITS.timers(),
                LIMITS.channelCapacity(),
                LIMITS.allocation()),
            trace),
        retry,
        priority,
        key);
  }

  static JobEvent.Fresh line(long seq, String message) {
    return new JobEvent.Fresh(
        NOW,
        JobEvent.Kind.LOG,
        seq,
        Json.of(
            "{\"seq\":%d,\"time\":\"2026-03-01T12:00:00.123Z\",\"level\":\"info\",\"message\":\"%s\",\"fields\":{}}"
                .formatted(seq, message)));
  }

  static JobEvent.Fresh connection(String what) {
    return new JobEvent.Fresh(
        NOW, JobEvent.Kind.CONNECTION, 0, Json.of("{\"what\":\"" + what + "\"}"));
  }

  static AttemptEnding succeeded(Instant at) {
    return new AttemptEnding.Final(JobState.SUCCEEDED, Json.of("[1]"), null, USED, at);
  }

  static AttemptEnding failed(Instant at) {
    return new AttemptEnding.Final(JobState.FAILED, null, BROKEN, USED, at);
  }

  static AttemptEnding again(Instant at, Instant due) {
    return new AttemptEnding.Again(BROKEN, USED, at, due);
  }
}
