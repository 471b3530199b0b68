package dev.tidegate.job;

import dev.tidegate.job.JobDocument.Allowance;
import dev.tidegate.job.JobDocument.Consumption;
import dev.tidegate.lua.Compilation;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.LogEntry;
import dev.tidegate.lua.LuaEngine;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Run;
import dev.tidegate.lua.RunRequest;
import dev.tidegate.lua.Script;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs submissions at once, up to a number of them at the same time. Safe for any thread. */
public final class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final LuaEngine engine;
  private final Capacity capacity;
  private final RunAttributes attributes;
  private final List<JobListener> listeners;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * Makes a runner; it does not own the engine.
   *
   * @param capacity how many submissions may be under way
   * @param attributes what modules find in each run
   * @param random makes ids, so a secure source
   */
  public JobRunner(
      LuaEngine engine,
      Capacity capacity,
      RunAttributes attributes,
      List<JobListener> listeners,
      InstantSource clock,
      RandomGenerator random) {
    this.engine = engine;
    this.capacity = capacity;
    this.attributes = attributes;
    this.listeners = List.copyOf(listeners);
    this.clock = clock;
    this.random = random;
  }

  /** Compiles and runs a submission; returns at once. */
  public SubmittedJob start(Submission submission) {
    SubmittedJob job = new SubmittedJob();
    if (!capacity.enter(submission.limits().memory())) {
      job.ends(new JobEnding.NoRoom());
      return job;
    }
    Instant created = now();
    try {
      engine
          .compile(submission.actor().id(), submission.chunkName(), submission.source().bytes())
          .whenComplete((compilation, fault) -> {
            if (fault != null) {
              fail(job, submission, fault);
            } else {
              proceed(job, submission, created, compilation);
            }
          });
    } catch (RejectedExecutionException stopping) {
      fail(job, submission, stopping);
    }
    return job;
  }

  private void proceed(
      SubmittedJob job, Submission submission, Instant created, Compilation compilation) {
    switch (compilation) {
      case Compilation.Rejected(int line, String message) ->
          leave(job, submission, new JobEnding.NotCompiled(line, message));
      case Compilation.Compiled(Script script) -> {
        try {
          run(job, submission, created, script);
        } catch (RuntimeException fault) {
          fail(job, submission, fault);
        }
      }
    }
  }

  private void run(SubmittedJob job, Submission submission, Instant created, Script script) {
    JobId id = JobId.at(created, random);
    // The engine calls this in order, and completes the outcome after the last entry.
    List<LogEntry> log = new ArrayList<>();
    Instant started = now();
    Run run =
        engine.start(
            script,
            new RunRequest(
                id.toString(),
                submission.actor().id(),
                submission.input(),
                submission.limits(),
                log::add,
                attributes.of(submission)));
    tell(listener -> listener.started(id));
    job.runs(run);
    run.outcome()
        .whenComplete((outcome, fault) -> {
          if (fault != null) {
            fail(job, submission, fault);
            return;
          }
          JobDocument document =
              document(id, submission, new Times(created, started, now()), outcome, run, log);
          tell(listener -> listener.ended(document));
          leave(job, submission, new JobEnding.Finished(document));
        });
  }

  /** A listener's fault is its own: the job and the other listeners go on. */
  private void tell(Consumer<JobListener> news) {
    for (JobListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException fault) {
        LOG.error("A listener to jobs failed", fault);
      }
    }
  }

  private static JobDocument document(
      JobId id, Submission submission, Times times, Outcome outcome, Run run, List<LogEntry> log) {
    return new JobDocument(
        id,
        submission.name(),
        state(outcome),
        submission.actor().id(),
        submission.labels(),
        times.created(),
        times.started(),
        times.finished(),
        1,
        1,
        result(outcome),
        error(outcome),
        Allowance.of(submission.limits()),
        Consumption.of(run.usage()),
        log.stream().map(JobDocument.Line::of).toList());
  }

  private static JobState state(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> JobState.SUCCEEDED;
      case Outcome.Failed _ -> JobState.FAILED;
      case Outcome.Cancelled _ -> JobState.CANCELLED;
    };
  }

  private static @Nullable Json result(Outcome outcome) {
    return outcome instanceof Outcome.Succeeded succeeded ? succeeded.result() : null;
  }

  private static JobDocument.@Nullable Cause error(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> null;
      case Outcome.Failed failed -> JobDocument.Cause.of(failed.failure());
      case Outcome.Cancelled _ ->
          new JobDocument.Cause(
              "cancelled", ErrorKind.CANCELED.text(), "the job was cancelled", null, null, null);
    };
  }

  private void leave(SubmittedJob job, Submission submission, JobEnding ending) {
    capacity.leave(submission.limits().memory());
    job.ends(ending);
  }

  /** The engine refuses work only when it is stopping; everything else is a fault. */
  private void fail(SubmittedJob job, Submission submission, Throwable fault) {
    capacity.leave(submission.limits().memory());
    if (fault instanceof RejectedExecutionException) {
      job.ends(new JobEnding.NoRoom());
    } else {
      job.fails(fault);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private record Times(Instant created, Instant started, Instant finished) {}
}
