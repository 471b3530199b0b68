package dev.tidegate.job;

import dev.tidegate.job.JobDocument.Cause;
import dev.tidegate.job.JobDocument.Consumption;
import dev.tidegate.lua.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. */
public sealed interface AttemptEnding {

  /** What it used. */
  Consumption usage();

  /** When it ended. */
  Instant at();

  /**
   * And with it the job.
   *
   * @param state one that has ended
   * @param result null unless succeeded
   * @param error null unless not succeeded
   */
  record Final(
      JobState state, @Nullable Json result, @Nullable Cause error, Consumption usage, Instant at)
      implements AttemptEnding {}

  /**
   * And another follows.
   *
   * @param error why this one failed
   * @param due when the next one may begin
   */
  record Again(Cause error, Consumption usage, Instant at, Instant due) implements AttemptEnding {}
}
