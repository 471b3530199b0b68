package dev.tidegate.lua;

/** How a run ended. */
public sealed interface Outcome {

  /** The script returned; its first value as JSON. */
  record Succeeded(Json result) implements Outcome {}

  /** The script raised or returned an error, or a limit ended it. */
  record Failed(Failure failure) implements Outcome {}

  /** {@link Run#cancel()} ended it. */
  record Cancelled() implements Outcome {}
}
