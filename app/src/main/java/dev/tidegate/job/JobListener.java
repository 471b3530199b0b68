package dev.tidegate.job;

/**
 * Whoever wants to know about jobs. Called on the engine's threads or the submitter's, about
 * several jobs at a time, so it must not block; what it throws is logged and changes nothing for
 * the job.
 */
public interface JobListener {

  /** A job begins to run; exactly one {@link #ended} follows. */
  void started(Start start);

  /** A job that had started has ended. */
  void ended(JobDocument document);

  /**
   * What begins.
   *
   * @param id the job
   * @param attempt which attempt it is, counted from 1
   * @param submission what is run
   */
  record Start(JobId id, int attempt, Submission submission) {}
}
