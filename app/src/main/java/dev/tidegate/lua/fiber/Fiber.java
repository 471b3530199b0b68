package dev.tidegate.lua.fiber;

/**
 * A computation that can be suspended where it stands and go on later, on any thread.
 *
 * <p>Fibers nest: the body of one may resume another. Not safe for use by two threads at the same
 * time; whoever hands a fiber from one thread to another must order the two (a queue does).
 */
public interface Fiber {

  /**
   * Starts the body, or goes on where it was suspended, and returns when it is suspended again or
   * has ended. When an inner fiber suspended this one's scope, that inner fiber goes on as well.
   *
   * @return true once the body has ended
   * @throws IllegalStateException when it has ended already, is running, or was closed
   */
  boolean resume();

  /**
   * Whether the body has ended. An exception that leaves the body ends it, and leaves {@link
   * #resume()} too.
   */
  boolean isDone();

  /**
   * Gives up a suspended fiber together with the fibers suspended inside it; it can't be resumed
   * afterwards. No code of the body runs, not even a {@code finally}: a body must not hold anything
   * that needs one. Does nothing when it has ended.
   */
  void close();
}
