package dev.tidegate.lua.fiber;

/** What fibers are made of. */
public enum FiberChoice {

  /** {@link #CONTINUATION} where the JVM allows it, otherwise {@link #VIRTUAL_THREAD}. */
  AUTO,

  /**
   * The JDK's own continuations, which run on the thread that resumes them: fast, fair, metered by
   * that thread's allocation counter, and as deep as its stack. Needs Java 25 and its package
   * {@code jdk.internal.vm} exported.
   */
  CONTINUATION,

  /**
   * A virtual thread for each fiber, with strict hand-over. Works on every JVM, but is slower, runs
   * Lua on the carriers that other virtual threads need, has only their stack, and doesn't show in
   * the workers' allocation counters. {@link Fiber#close()} unwinds the body with an error, so
   * {@code finally} blocks run; a body that catches every {@code Throwable} and doesn't return
   * holds {@code close()} up. A suspension with a native frame on the stack is not refused but
   * keeps a carrier occupied.
   */
  VIRTUAL_THREAD
}
