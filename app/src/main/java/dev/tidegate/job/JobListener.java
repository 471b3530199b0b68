package dev.tidegate.job;

/** Whoever wants to know about jobs; called on the engine's threads, so it must not block. */
public interface JobListener {

  /** A job begins to run; exactly one {@link #ended} follows. */
  void started(JobId id);

  /** A job that had started has ended. */
  void ended(JobDocument document);
}
