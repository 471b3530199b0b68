package dev.tidegate.job;

/** What became of a job that the store was to accept. */
public sealed interface Acceptance {

  /** It is on disk, and will be run. */
  record Accepted(JobDocument job) implements Acceptance {}

  /** The same was accepted before under this key; this is that job as it is now. */
  record Repeated(JobDocument job) implements Acceptance {}

  /** Something else was accepted under this key. */
  record KeyTaken(JobId by) implements Acceptance {}

  /**
   * As many jobs as allowed wait already.
   *
   * @param whose whose limit it is
   * @param most the limit
   */
  record QueueFull(Whose whose, long most) implements Acceptance {}

  /** Whose limit of queued jobs is reached. */
  enum Whose {
    /** That of the job's actor. */
    ACTOR,
    /** That of the store, for all actors together. */
    STORE
  }
}
