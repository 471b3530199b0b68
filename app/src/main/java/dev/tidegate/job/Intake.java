package dev.tidegate.job;

/** What became of a submission that was to be kept. */
public sealed interface Intake {

  /** The store was asked, and this is what it said. */
  record Answered(Acceptance acceptance) implements Intake {}

  /**
   * Nothing was kept: the source is not valid Lua.
   *
   * @param line where the compiler gave up, counted from 1
   * @param message what it says
   */
  record NotCompiled(int line, String message) implements Intake {}

  /** Nothing was kept: this node takes no new jobs, because it is being stopped. */
  record Closed() implements Intake {}
}
