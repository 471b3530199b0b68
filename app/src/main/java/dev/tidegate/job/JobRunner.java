package dev.tidegate.job;

import dev.tidegate.lua.Limits;
import dev.tidegate.lua.LogEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs submissions at once, up to a number of them at the same time, and as long as the node takes
 * any. Safe for any thread.
 */
public final class JobRunner {

  private final ScriptRunner scripts;
  private final Capacity.Places places;
  private final ActiveRuns active;
  private final IntakeGate gate;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final LongAdder refused = new LongAdder();

  /**
   * Makes a runner.
   *
   * @param places for the submissions that are under way
   * @param random makes ids, so a secure source
   */
  JobRunner(
      ScriptRunner scripts,
      Capacity.Places places,
      ActiveRuns active,
      IntakeGate gate,
      InstantSource clock,
      RandomGenerator random) {
    this.scripts = scripts;
    this.places = places;
    this.active = active;
    this.gate = gate;
    this.clock = clock;
    this.random = random;
  }

  /** The places of what is under way. */
  public Capacity.Places places() {
    return places;
  }

  /** How many submissions have not been run because there was no room for them. */
  public long refused() {
    return refused.sum();
  }

  /** Compiles and runs a submission; returns at once. */
  public SubmittedJob start(Submission submission) {
    ActiveRun run = active.begin();
    SubmittedJob job = new SubmittedJob(run);
    // After the run is known: who empties the node sees it, or it sees that the node is emptied.
    Limits limits = submission.limits();
    boolean open = gate.isOpen();
    Capacity.Place place = open ? places.enter(limits.memory(), limits.wallTime()) : null;
    if (place == null) {
      if (open) {
        refused.increment();
      }
      run.over();
      job.ends(new JobEnding.NoRoom());
      return job;
    }
    Instant created = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // The engine calls this in order, and completes the outcome after the last entry.
    List<LogEntry> log = new ArrayList<>();
    scripts
        .start(
            new ScriptRunner.Order(
                JobId.at(created, random), submission, created, 1, 1, log::add, run::runs))
        .whenComplete((ending, fault) -> {
          place.leave();
          run.over();
          if (fault == null) {
            job.ends(ending(ending, log));
          } else {
            fail(job, fault);
          }
        });
    return job;
  }

  private static JobEnding ending(ScriptRunner.Ending ending, List<LogEntry> log) {
    return switch (ending) {
      case ScriptRunner.Ending.NotCompiled(int line, String message) ->
          new JobEnding.NotCompiled(line, message);
      case ScriptRunner.Ending.Ran(_, JobDocument document) ->
          new JobEnding.Finished(document.with(log.stream().map(JobDocument.Line::of).toList()));
    };
  }

  /** The engine refuses work only when it is stopping; everything else is a fault. */
  private static void fail(SubmittedJob job, Throwable fault) {
    Throwable cause = fault instanceof CompletionException ? cause(fault) : fault;
    if (cause instanceof RejectedExecutionException) {
      job.ends(new JobEnding.NoRoom());
    } else {
      job.fails(fault);
    }
  }

  private static @Nullable Throwable cause(Throwable fault) {
    return fault.getCause();
  }
}
