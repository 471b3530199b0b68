package dev.tidegate.job;

/** What became of the wish to forget a job. */
public enum Deletion {
  /** Nothing of it is left. */
  DELETED,
  /** It has not ended. */
  ACTIVE,
  /** There is no such job. */
  UNKNOWN
}
