package dev.tidegate.job;

/** What became of the wish to stop a job. */
public enum Cancellation {
  /** It had not begun, and never will. */
  CANCELLED,
  /** The node that runs it stops it. */
  REQUESTED,
  /** It had ended already. */
  ENDED,
  /** There is no such job. */
  UNKNOWN
}
