package dev.tidegate.lua.fiber;

/** Makes fibers, and suspends the one that is running. */
public interface Fibers {

  /** Makes a fiber that has not started. */
  Fiber create(FiberScope scope, Runnable body);

  /**
   * Suspends the innermost running fiber of the scope, and so the fibers nested in it: its {@link
   * Fiber#resume()} returns. Comes back when that fiber is resumed.
   *
   * @throws IllegalStateException when no fiber of the scope is running here, or when it can't be
   *     suspended because a monitor is held or a native frame is on its stack
   */
  void suspend(FiberScope scope);

  /**
   * About how many bytes of Java stack the body of a fiber may use on a worker with the given stack
   * size.
   */
  long stackBytes(long workerStackBytes);
}
