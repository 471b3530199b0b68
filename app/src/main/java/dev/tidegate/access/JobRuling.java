package dev.tidegate.access;

/** What a caller of the API may do with a job. */
public sealed interface JobRuling {

  /** It may be done. */
  record Allowed() implements JobRuling {}

  /** The caller may know that there is such a job, but not do this. */
  record Refused(NotAllowedException why) implements JobRuling {}

  /** For this caller there is no such job. */
  record Hidden() implements JobRuling {}
}
