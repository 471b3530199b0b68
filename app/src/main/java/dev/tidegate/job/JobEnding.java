package dev.tidegate.job;

/** What became of a submission. */
public sealed interface JobEnding {

  /** It ran, and this is how it went. */
  record Finished(JobDocument document) implements JobEnding {}

  /**
   * It was not run: the source is not valid Lua.
   *
   * @param line where the compiler gave up, counted from 1
   * @param message what it says
   */
  record NotCompiled(int line, String message) implements JobEnding {}

  /** It was not run: as many jobs as allowed are running, or the service is stopping. */
  record NoRoom() implements JobEnding {}
}
