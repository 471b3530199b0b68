package dev.tidegate.lua.fiber;

/**
 * Fibers on virtual threads: the fallback where continuations can't be had. {@link
 * FiberChoice#VIRTUAL_THREAD} tells what it costs.
 */
final class VirtualThreadFibers implements Fibers {

  @Override
  public Fiber create(FiberScope scope, Runnable body) {
    return new VirtualThreadFiber(scope, body);
  }

  @Override
  public void suspend(FiberScope scope) {
    VirtualThreadFiber.suspend(scope);
  }

  /** The JVM keeps no such count for a virtual thread. */
  @Override
  public long allocatedBytes() {
    return -1;
  }

  /** Counts from what the JVM gives a thread by default, whatever the worker has. */
  @Override
  public long stackBytes(long workerStackBytes) {
    return FrozenStack.share(FrozenStack.defaultStackBytes());
  }
}
