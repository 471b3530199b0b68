package dev.tidegate.lua.vm;

import dev.tidegate.lua.LogEntry;
import java.util.Map;

/** What a context asks of whoever schedules its job. All calls come on the job's strand. */
public interface JobControl {

  /**
   * A slice of work is done: give way or end the job.
   *
   * @param used units of work charged so far
   */
  void sliceEnded(long used);

  /**
   * Makes sure that the job's memory has room for something large, before it is made.
   *
   * @return false when there is none
   */
  boolean hasRoom(long bytes);

  /** Another thread has allocated memory for the job. */
  void adopt(long bytes);

  /** A line of output. */
  void log(LogEntry.Level level, String message, Map<String, String> fields);

  /** Something to be done at the job's end. */
  void onEnd(Runnable action);
}
