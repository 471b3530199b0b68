package dev.tidegate.job;

import dev.tidegate.job.JobDocument.Allowance;
import dev.tidegate.job.JobDocument.Consumption;
import dev.tidegate.lua.Compilation;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the engine compile and run submissions, and tells the listeners. Safe for any thread. */
final class ScriptRunner {

  private static final Logger LOG = LoggerFactory.getLogger(ScriptRunner.class);

  private final LuaEngine engine;
  private final RunAttributes attributes;
  private final List<JobListener> listeners;
  private final InstantSource clock;

  ScriptRunner(
      LuaEngine engine,
      RunAttributes attributes,
      List<JobListener> listeners,
      InstantSource clock) {
    this.engine = engine;
    this.attributes = attributes;
    this.listeners = List.copyOf(listeners);
    this.clock = clock;
  }

  /**
   * What is to be run.
   *
   * @param attempt which one it is, of how many
   * @param log takes each log entry, on an engine thread; must not block
   * @param begun is told of the run when the engine has begun with it
   */
  record Order(
      JobId id,
      Submission submission,
      Instant createdAt,
      int attempt,
      int maxAttempts,
      Consumer<LogEntry> log,
      Consumer<Run> begun) {}

  /** What became of an order. */
  sealed interface Ending {

    /** It was not run: the source is not valid Lua. */
    record NotCompiled(int line, String message) implements Ending {}

    /** It ran; the document has no log. */
    record Ran(Outcome outcome, JobDocument document) implements Ending {}
  }

  /**
   * Compiles and runs; returns at once. The stage completes on an engine thread, after the last log
   * entry. It fails with {@link RejectedExecutionException} if the engine is stopping; every other
   * failure is a fault of ours.
   */
  CompletionStage<Ending> start(Order order) {
    Submission submission = order.submission();
    try {
      return engine
          .compile(submission.actor().id(), submission.chunkName(), submission.source().bytes())
          .thenCompose(compilation ->
              switch (compilation) {
                case Compilation.Rejected(int line, String message) ->
                    CompletableFuture.completedStage(new Ending.NotCompiled(line, message));
                case Compilation.Compiled(Script script) -> run(order, script);
              });
    } catch (RejectedExecutionException stopping) {
      return CompletableFuture.failedStage(stopping);
    }
  }

  private CompletionStage<Ending> run(Order order, Script script) {
    Submission submission = order.submission();
    Instant started = now();
    RunRequest request =
        new RunRequest(
            order.id().toString(),
            submission.actor().id(),
            submission.input(),
            submission.limits(),
            order.log(),
            attributes.of(submission));
    // Before anything happens that is a part of it.
    tell(listener ->
        listener.started(new JobListener.Start(order.id(), order.attempt(), submission)));
    Run run;
    try {
      run = engine.start(script, request);
    } catch (RuntimeException notBegun) {
      JobDocument document = document(order, started, new Outcome.Cancelled(), Consumption.NONE);
      tell(listener -> listener.ended(document));
      throw notBegun;
    }
    order.begun().accept(run);
    return run.outcome()
        .thenApply(outcome -> {
          JobDocument document = document(order, started, outcome, Consumption.of(run.usage()));
          tell(listener -> listener.ended(document));
          return new Ending.Ran(outcome, document);
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

  private JobDocument document(Order order, Instant started, Outcome outcome, Consumption usage) {
    Submission submission = order.submission();
    return new JobDocument(
        order.id(),
        submission.name(),
        state(outcome),
        submission.actor().id(),
        submission.labels(),
        order.createdAt(),
        started,
        now(),
        order.attempt(),
        order.maxAttempts(),
        result(outcome),
        error(outcome),
        Allowance.of(submission.limits()),
        usage,
        null);
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
      case Outcome.Cancelled _ -> JobDocument.Cause.cancelled();
    };
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
