package dev.tidegate.job.store;

import dev.tidegate.job.Acceptance;
import dev.tidegate.job.AttemptEnding;
import dev.tidegate.job.Cancellation;
import dev.tidegate.job.Deletion;
import dev.tidegate.job.JobDocument.Cause;
import dev.tidegate.job.JobEvent;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobState;
import dev.tidegate.job.NewJob;
import dev.tidegate.job.Submission;
import dev.tidegate.lua.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Something to be written, and whoever waits for it. Those of one group are all under way at the
 * same time, so that any order among them is right.
 *
 * @param <T> what becomes of it
 */
abstract sealed class Write<T> {

  /** What a write weighs beside what it carries. */
  private static final int LEAST_BYTES = 256;

  private final CompletableFuture<T> done = new CompletableFuture<>();
  private final long asked = System.nanoTime();
  private @Nullable T outcome;

  /** When it was asked for, by the process's monotonic clock. */
  final long asked() {
    return asked;
  }

  /** Says what becomes of it if the transaction commits. */
  final void outcome(T value) {
    outcome = value;
  }

  /** Tells whoever waits, on another thread: what they do then must not hold up the writer. */
  final void committed(Executor callbacks) {
    T value = outcome;
    if (value == null) {
      failed(new IllegalStateException("a write was forgotten"), callbacks);
    } else {
      callbacks.execute(() -> done.complete(value));
    }
  }

  final void failed(RuntimeException fault, Executor callbacks) {
    callbacks.execute(() -> done.completeExceptionally(fault));
  }

  /** Not a copy, which would wrap what it fails with. */
  final CompletionStage<T> done() {
    return done;
  }

  /** About how many bytes it carries. */
  int bytes() {
    return LEAST_BYTES;
  }

  /** Accepts a job. */
  static final class Accept extends Write<Acceptance> {
    final NewJob job;

    Accept(NewJob job) {
      this.job = job;
    }

    @Override
    int bytes() {
      Submission submission = job.submission();
      return LEAST_BYTES
          + submission.source().length()
          + submission.input().utf8().length
          + submission.labels().entrySet().stream()
              .mapToInt(label -> LEAST_BYTES + size(label.getKey()) + size(label.getValue()))
              .sum();
    }
  }

  /** A write about a job that is there. */
  abstract static sealed class OfJob<T> extends Write<T> {
    final JobId id;

    OfJob(JobId id) {
      this.id = id;
    }

    /** Does it, as one of several changes. */
    abstract void perform(JobChanges changes);

    /** Those of one group are done in this order, and within it in the order they came. */
    abstract int order();
  }

  /** Asks for a job to be stopped. */
  static final class Cancel extends OfJob<Cancellation> {
    final Instant now;

    Cancel(JobId id, Instant now) {
      super(id);
      this.now = now;
    }

    @Override
    void perform(JobChanges changes) {
      outcome(changes.cancel(id, now));
    }

    @Override
    int order() {
      return 0;
    }
  }

  /** Adds to an attempt. */
  static final class Append extends OfJob<Boolean> {
    final int attempt;
    final String node;
    final List<JobEvent.Fresh> events;

    Append(JobId id, int attempt, String node, List<JobEvent.Fresh> events) {
      super(id);
      this.attempt = attempt;
      this.node = node;
      this.events = List.copyOf(events);
    }

    @Override
    int bytes() {
      return LEAST_BYTES + size(events);
    }

    @Override
    void perform(JobChanges changes) {
      outcome(changes.append(id, attempt, node, events));
    }

    @Override
    int order() {
      return 1;
    }
  }

  /** Ends an attempt. */
  static final class End extends OfJob<Optional<JobState>> {
    final int attempt;
    final String node;
    final List<JobEvent.Fresh> last;
    final AttemptEnding ending;

    End(JobId id, int attempt, String node, List<JobEvent.Fresh> last, AttemptEnding ending) {
      super(id);
      this.attempt = attempt;
      this.node = node;
      this.last = List.copyOf(last);
      this.ending = ending;
    }

    @Override
    int bytes() {
      return LEAST_BYTES
          + size(last)
          + switch (ending) {
            case AttemptEnding.Final end -> size(end.result()) + size(end.error());
            case AttemptEnding.Again again -> size(again.error());
          };
    }

    @Override
    void perform(JobChanges changes) {
      outcome(changes.end(id, attempt, node, last, ending));
    }

    @Override
    int order() {
      return 2;
    }
  }

  /** Forgets a job. */
  static final class Delete extends OfJob<Deletion> {
    Delete(JobId id) {
      super(id);
    }

    @Override
    void perform(JobChanges changes) {
      outcome(changes.delete(id));
    }

    @Override
    int order() {
      return 3;
    }
  }

  /** Forgets some of the jobs that ended before a time. */
  static final class Forget extends Write<Forgotten> {
    final Instant endedBefore;
    final int limit;

    Forget(Instant endedBefore, int limit) {
      this.endedBefore = endedBefore;
      this.limit = limit;
    }
  }

  /**
   * How many jobs were forgotten.
   *
   * @param more whether some are left
   */
  record Forgotten(int jobs, boolean more) {}

  private static int size(@Nullable Json json) {
    return json == null ? 0 : json.utf8().length;
  }

  private static int size(@Nullable String text) {
    return text == null ? 0 : 2 * text.length();
  }

  private static int size(@Nullable Cause error) {
    return error == null
        ? 0
        : size(error.message()) + size(error.details()) + size(error.traceback());
  }

  private static int size(List<JobEvent.Fresh> events) {
    int size = 0;
    for (JobEvent.Fresh event : events) {
      size += LEAST_BYTES + event.data().utf8().length;
    }
    return size;
  }
}
