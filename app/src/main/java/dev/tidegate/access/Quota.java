package dev.tidegate.access;

/** What an actor may have only so much of; more of it is refused. */
public enum Quota {
  /** Submissions in a time. */
  SUBMISSIONS,
  /** Jobs that wait. */
  QUEUED
}
