package dev.tidegate.job;

/**
 * Tells whoever waits for a job that something has happened to it, on whichever node. A signal may
 * come without a reason, and one may be lost while the store can't be reached: who waits looks now
 * and then by itself.
 */
public interface JobSignals {

  /**
   * Calls back whenever something has happened to the job, until closed. The callback runs on any
   * thread, must not block, and may be called when nothing is new.
   */
  Watch watch(JobId id, Runnable news);

  /** An end to the calls. */
  interface Watch extends AutoCloseable {

    @Override
    void close();
  }
}
