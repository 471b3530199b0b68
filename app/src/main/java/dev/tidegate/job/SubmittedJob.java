package dev.tidegate.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A submission on its way through the engine. */
public final class SubmittedJob {

  private final CompletableFuture<JobEnding> ending = new CompletableFuture<>();
  private final ActiveRun run;

  SubmittedJob(ActiveRun run) {
    this.run = run;
  }

  /**
   * Completes when all is over. Fails only by a fault of ours. Its dependents run on an engine
   * thread and must not block. A copy: cancelling it stops nothing.
   */
  public CompletableFuture<JobEnding> ending() {
    return ending.copy();
  }

  /** Asks it to stop; does nothing when it has ended already. */
  public void cancel() {
    run.cancel();
  }

  void ends(JobEnding how) {
    ending.complete(how);
  }

  /**
   * Ends it with a fault. An {@link Error} is wrapped: reactive streams don't carry all of them,
   * and who waits would wait for ever.
   */
  void fails(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    ending.completeExceptionally(
        cause instanceof Error ? new IllegalStateException("the engine failed", cause) : cause);
  }
}
