package dev.tidegate.lua.vm;

import dev.tidegate.lua.LogEntry;

/** What a context asks of whoever schedules its job. All calls come on the job's strand. */
public interface JobControl {

  /**
   * A slice of work is done: give way or end the job.
   *
   * @param used units of work charged so far
   */
  void sliceEnded(long used);

  /** A line of output. */
  void log(LogEntry.Level level, String message);

  /** Something to be done at the job's end. */
  void onEnd(Runnable action);
}
