package dev.tidegate.lua.fiber;

/** Makes fibers, and suspends the one that is running. {@link FiberSupport} chooses one. */
public interface Fibers {

  /** Makes a fiber that has not started. */
  Fiber create(FiberScope scope, Runnable body);

  /**
   * Suspends the innermost running fiber of the scope, and so the fibers nested in it: its {@link
   * Fiber#resume()} returns. Comes back when that fiber is resumed, perhaps on another thread.
   *
   * <p>No frame between here and the start of that fiber may hold a monitor: it would stay with the
   * thread that took it. The JDK no longer notices (since JEP 491), and looking for monitors costs
   * more than the suspension, so it is refused only while assertions are enabled for this package,
   * as they are in tests.
   *
   * @throws IllegalStateException when no fiber of the scope is running here, or when a native
   *     frame, such as that of a class initializer, keeps its stack from being taken off the
   *     thread; the fiber goes on running
   * @throws StackOverflowError when the thread's stack has no room left to take the fiber's frames
   *     off it, see {@link #stackBytes(long)}
   */
  void suspend(FiberScope scope);

  /**
   * About how many bytes of Java stack a task and the fibers nested in it may use, and still be
   * suspended there, on a worker with the given stack size. Half of it at most, because taking
   * frames off the stack itself needs stack, and with G1 less than half a heap region: some 450 KiB
   * in a heap of 1 GiB, unless {@code -XX:G1HeapRegionSize} says otherwise (32m makes the most of
   * 16 MiB).
   *
   * @param workerStackBytes as given to {@link LuaWorkers}
   */
  long stackBytes(long workerStackBytes);

  /**
   * Bytes that the current thread, and so the fiber that runs on it, has allocated so far; -1 where
   * fibers run on threads that nothing counts. Only differences on one thread mean something.
   */
  long allocatedBytes();
}
