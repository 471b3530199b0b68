package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.job.AttemptEnding;
import dev.tidegate.job.ClaimedJob;
import dev.tidegate.job.JobDocument.Cause;
import dev.tidegate.job.JobDocument.Consumption;
import dev.tidegate.job.JobDocument.Line;
import dev.tidegate.job.JobEvent;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobState;
import dev.tidegate.job.JobStore;
import dev.tidegate.lua.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Does with jobs in the store what the node that runs them would do, step by step. */
final class NodeByHand {

  private static final String NODE = "by-hand";
  private static final Consumption NOTHING = new Consumption(1, 2, 3, 4, 0, 0, 0, 0, 0);
  private static final JobStore.Room ROOM =
      new JobStore.Room() {
        @Override
        public @Nullable JobId awaited() {
          return null;
        }

        @Override
        public void awaitNoMore() {}

        @Override
        public boolean take(JobId id, long memory, Duration wallTime) {
          return true;
        }

        @Override
        public void giveBack(JobId id) {}
      };

  private final JobStore store;
  private final JsonMapper json;
  private final Map<String, ClaimedJob> claimed = new ConcurrentHashMap<>();
  private final Map<String, Long> logged = new ConcurrentHashMap<>();

  NodeByHand(JobStore store, JsonMapper json) {
    this.store = store;
    this.json = json;
  }

  /** Begins all that is queued, and this job among it. */
  ClaimedJob start(String id) {
    while (!claimed.containsKey(id)) {
      List<ClaimedJob> jobs = store.claim(NODE, now(), 100, ROOM);
      assertThat(jobs).as("jobs to claim, and %s among them", id).isNotEmpty();
      jobs.forEach(job -> claimed.put(job.id().toString(), job));
    }
    return claimed.get(id);
  }

  /** Writes log entries of so many characters. */
  void log(String id, int count, int length) {
    ClaimedJob job = start(id);
    long from = logged.merge(id, (long) count, Long::sum) - count;
    List<JobEvent.Fresh> events =
        IntStream.rangeClosed(1, count).mapToObj(i -> line(from + i, length)).toList();
    assertThat(done(store.append(job.id(), job.attempt(), NODE, events))).isTrue();
  }

  private JobEvent.Fresh line(long seq, int length) {
    String number = "line " + seq + " ";
    Line line =
        new Line(
            seq,
            now(),
            "info",
            number + "x".repeat(Math.max(0, length - number.length())),
            Map.of());
    return new JobEvent.Fresh(
        line.time(), JobEvent.Kind.LOG, seq, Json.ofUtf8(json.writeValueAsBytes(line)));
  }

  /** Tells of a connection. */
  void connection(String id, String data) {
    ClaimedJob job = start(id);
    JobEvent.Fresh event = new JobEvent.Fresh(now(), JobEvent.Kind.CONNECTION, 0, Json.of(data));
    assertThat(done(store.append(job.id(), job.attempt(), NODE, List.of(event)))).isTrue();
  }

  void succeed(String id, String result) {
    end(
        id,
        new AttemptEnding.Final(JobState.SUCCEEDED, Json.of(result), null, NOTHING, now()),
        JobState.SUCCEEDED);
  }

  /** Fails, and is to be tried again at once. */
  void again(String id) {
    end(
        id,
        new AttemptEnding.Again(cause("Unavailable", true), NOTHING, now(), now()),
        JobState.QUEUED);
    claimed.remove(id);
  }

  void fail(String id) {
    end(
        id,
        new AttemptEnding.Final(JobState.FAILED, null, cause("Internal", false), NOTHING, now()),
        JobState.FAILED);
  }

  private void end(String id, AttemptEnding ending, JobState expected) {
    ClaimedJob job = start(id);
    assertThat(done(store.end(job.id(), job.attempt(), NODE, List.of(), ending)))
        .contains(expected);
  }

  JobState state(String id) {
    return done(store.find(JobId.of(id).orElseThrow())).orElseThrow().state();
  }

  private static Cause cause(String kind, @Nullable Boolean retryable) {
    return new Cause("script", kind, "on purpose", retryable, null, null);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private static <T> T done(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
