package dev.tidegate.lua;

import java.util.concurrent.CompletionStage;

/** A run under way. */
public interface Run {

  /**
   * Completes when the script has ended and all that it opened is closed or closing. Never
   * completes exceptionally. Its dependents run on an engine thread and must not block.
   */
  CompletionStage<Outcome> outcome();

  /** Asks the run to stop; it ends as {@link Outcome.Cancelled} unless it has ended already. */
  void cancel();

  /**
   * Stops the run for a reason that is not the script's and not its owner's; it ends as {@link
   * Outcome.Failed} by {@link Failure.Reason#INTERRUPTED} unless it has ended already.
   */
  void interrupt();

  /**
   * Sets how long the run may go on, and replaces what was set before; without it there is no such
   * end. Once the time has come no task is resumed any more, whatever has kept the process from
   * looking at the clock: not more than the slice that was running then is finished, and nothing is
   * sent in it. The run ends as by {@link #interrupt()}.
   *
   * @param nanoTime a time of {@link System#nanoTime()}
   */
  void expiresAt(long nanoTime);

  /** What it has used up to now. */
  Usage usage();
}
