package dev.tidegate.lua.fiber;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/** Fibers on the JDK's one-shot delimited continuations. */
final class ContinuationFibers implements Fibers {

  private static final ContinuationScope TASK = new ContinuationScope("task");
  private static final ContinuationScope COROUTINE = new ContinuationScope("coroutine");

  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private final boolean checked;

  /**
   * Makes the factory; {@link FiberSupport} knows whether it can work.
   *
   * @param checked whether suspensions look for monitors that are held, which takes some 50 µs
   */
  ContinuationFibers(boolean checked) {
    this.checked = checked;
  }

  @Override
  public Fiber create(FiberScope scope, Runnable body) {
    return new ContinuationFiber(scopeOf(scope), body);
  }

  @Override
  public void suspend(FiberScope scope) {
    ContinuationScope target = scopeOf(scope);
    Continuation fiber = Continuation.getCurrentContinuation(target);
    if (fiber == null) {
      throw new IllegalStateException("no fiber of scope " + scope + " is running here");
    }
    if (checked) {
      HeldMonitors.refuse(depthOf(fiber));
    }
    boolean returned = false;
    boolean suspended;
    try {
      suspended = Continuation.yield(target);
      returned = true;
    } finally {
      if (!returned) {
        forgetFailedYield();
      }
    }
    if (!suspended) {
      throw new IllegalStateException(
          "the fiber can't be suspended: a native frame is on its stack, such as a class"
              + " initializer's");
    }
  }

  @Override
  public long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  @Override
  public long stackBytes(long workerStackBytes) {
    return FrozenStack.share(workerStackBytes);
  }

  /**
   * Puts the innermost continuation in order after a yield that failed with an error, when the
   * stack or the heap had no room for it: the JDK then leaves in it which scope was meant, and
   * would suspend that scope when the continuation ends. A yield that finds it pinned clears this.
   */
  static void forgetFailedYield() {
    ContinuationScope any =
        Continuation.getCurrentContinuation(COROUTINE) != null ? COROUTINE : TASK;
    if (Continuation.getCurrentContinuation(any) == null) {
      return;
    }
    Continuation.pin();
    try {
      Continuation.yield(any);
    } finally {
      Continuation.unpin();
    }
  }

  private static ContinuationScope scopeOf(FiberScope scope) {
    return scope == FiberScope.TASK ? TASK : COROUTINE;
  }

  /** How many running fibers a suspension of this one takes along, itself included. */
  private static int depthOf(Continuation fiber) {
    ContinuationScope other = fiber.getScope().equals(TASK) ? COROUTINE : TASK;
    int inner = 0;
    Continuation walk = Continuation.getCurrentContinuation(other);
    while (walk != null && !walk.equals(fiber)) {
      inner++;
      walk = walk.getParent();
    }
    // When the walk passed the fiber by, the other scope's fibers are all outside of it.
    return walk == null ? 1 : inner + 1;
  }
}
