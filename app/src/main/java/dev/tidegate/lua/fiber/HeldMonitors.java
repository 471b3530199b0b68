package dev.tidegate.lua.fiber;

import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;

/** Looks for monitors that frames of the running fibers hold. Slow: for tests. */
final class HeldMonitors {

  private static final String FIRST_FRAME_CLASS = "jdk.internal.vm.Continuation";
  private static final String FIRST_FRAME_METHOD = "enterSpecial";

  private HeldMonitors() {}

  /**
   * Checks the calling thread.
   *
   * @param fibers how many of the innermost running fibers to look at
   * @throws IllegalStateException when a frame of them holds a monitor
   */
  static void refuse(int fibers) {
    ThreadInfo info =
        ManagementFactory.getThreadMXBean()
            .getThreadInfo(new long[] {Thread.currentThread().threadId()}, true, false)[0];
    int end = endOf(fibers, info.getStackTrace());
    for (MonitorInfo monitor : info.getLockedMonitors()) {
      if (monitor.getLockedStackDepth() < end) {
        throw new IllegalStateException(
            "the fiber can't be suspended: a monitor of "
                + monitor.getClassName()
                + " is held by "
                + monitor.getLockedStackFrame());
      }
    }
  }

  private static int endOf(int fibers, StackTraceElement[] trace) {
    int left = fibers;
    for (int i = 0; i < trace.length; i++) {
      if (trace[i].getMethodName().equals(FIRST_FRAME_METHOD)
          && trace[i].getClassName().equals(FIRST_FRAME_CLASS)
          && --left == 0) {
        return i;
      }
    }
    return trace.length;
  }
}
