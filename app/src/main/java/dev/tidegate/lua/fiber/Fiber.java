package dev.tidegate.lua.fiber;

/**
 * A computation that can be suspended where it stands and go on later, on any platform thread.
 *
 * <p>Fibers nest: the body of one may resume another. Not safe for use by two threads at the same
 * time; whoever hands a fiber from one thread to another must order the two (a queue does). A fiber
 * that hasn't ended when it is no longer needed should be closed: one implementation keeps a thread
 * for it.
 */
public interface Fiber {

  /**
   * Starts the body, or goes on where it was suspended, and returns when it is suspended again or
   * has ended. When an inner fiber suspended this one's scope, that inner fiber goes on as well. An
   * exception or error that leaves the body ends the fiber and leaves this method.
   *
   * @return true once the body has ended
   * @throws IllegalStateException when it is over, or is running, which it also is while it lies
   *     suspended inside another fiber
   */
  boolean resume();

  /**
   * Whether it is over and can't be resumed: the body has ended, by itself or by an exception, or
   * the fiber was closed, alone or with the one that it was suspended in.
   */
  boolean isDone();

  /**
   * Gives up a fiber that has not started or is suspended, together with the fibers suspended
   * inside it. No code of the body runs, not even a {@code finally}: a body must not hold anything
   * that needs one. (The fallback on virtual threads can't keep a {@code finally} from running, see
   * {@link FiberChoice#VIRTUAL_THREAD}.) Does nothing when it is over already.
   *
   * @throws IllegalStateException when it is running or lies suspended inside another fiber, which
   *     is the one to close
   */
  void close();
}
