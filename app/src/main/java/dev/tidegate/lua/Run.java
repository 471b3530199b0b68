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

  /** What it has used up to now. */
  Usage usage();
}
