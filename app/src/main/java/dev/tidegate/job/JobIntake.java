package dev.tidegate.job;

import dev.tidegate.lua.Compilation;
import dev.tidegate.lua.LuaEngine;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes submissions that are to be kept: only what is Lua, and only while the node takes any. Safe
 * for any thread.
 */
public final class JobIntake {

  private final LuaEngine engine;
  private final JobStore store;
  private final IntakeGate gate;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * Makes one; it owns neither engine nor store.
   *
   * @param random makes ids, so a secure source
   */
  public JobIntake(
      LuaEngine engine,
      JobStore store,
      IntakeGate gate,
      InstantSource clock,
      RandomGenerator random) {
    this.engine = engine;
    this.store = store;
    this.gate = gate;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Compiles a submission and has it accepted; returns at once. What the stage has completed with
   * is on disk.
   *
   * @param retry whether it is tried again
   * @param priority as {@link NewJob#priority()}
   * @param key what tells the same submission sent again; null when the client sent none
   */
  public CompletionStage<Intake> take(
      Submission submission, Retry retry, int priority, @Nullable IdempotencyKey key) {
    if (!gate.isOpen()) {
      return closed();
    }
    try {
      return engine
          .compile(submission.actor().id(), submission.chunkName(), submission.source().bytes())
          .thenCompose(compilation ->
              switch (compilation) {
                case Compilation.Rejected(int line, String message) ->
                    CompletableFuture.completedStage(new Intake.NotCompiled(line, message));
                case Compilation.Compiled _ ->
                    store
                        .accept(job(submission, retry, priority, key))
                        .<Intake>thenApply(Intake.Answered::new);
              })
          .exceptionallyCompose(fault ->
              fault instanceof RejectedExecutionException
                      || fault.getCause() instanceof RejectedExecutionException
                  ? closed()
                  : CompletableFuture.failedStage(fault));
    } catch (RejectedExecutionException stopping) {
      return closed();
    }
  }

  private NewJob job(
      Submission submission, Retry retry, int priority, @Nullable IdempotencyKey key) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new NewJob(JobId.at(now, random), now, submission, retry, priority, key);
  }

  private static CompletionStage<Intake> closed() {
    return CompletableFuture.completedStage(new Intake.Closed());
  }
}
