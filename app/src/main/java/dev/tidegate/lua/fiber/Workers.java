package dev.tidegate.lua.fiber;

/** The threads that run Lua, and the queue before them. Safe for use by many threads. */
public interface Workers extends AutoCloseable {

  /**
   * Queues a slice of work. Slices of one group start in the order of their submission (two of them
   * may run at once, on two workers), groups take turns, and the first slice of a group that is
   * submitted while others wait starts after at most one slice of each other waiting group.
   *
   * @param group whose turn it takes, such as an actor's id
   * @param slice runs once on a worker; must return within about a millisecond for the others' sake
   * @throws java.util.concurrent.RejectedExecutionException after {@link #close()}
   */
  void submit(String group, Runnable slice);

  /**
   * Queues a slice like {@link #submit}, as the last act of one that gives way: wakes no other
   * worker, since the one that runs it is free in a moment.
   *
   * @throws java.util.concurrent.RejectedExecutionException after {@link #close()}
   */
  void resubmit(String group, Runnable slice);

  /**
   * Whether any slice waits for a worker, or what this worker attends to besides: a running slice
   * should then give way. Cheap enough to ask every slice.
   */
  boolean hasWaiting();

  /**
   * Stops the threads after the slices that are running; those that wait are dropped. Idempotent.
   */
  @Override
  void close();
}
