package dev.tidegate.lua.fiber;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import org.jspecify.annotations.Nullable;

/** A fiber on a continuation. */
final class ContinuationFiber implements Fiber {

  // Let go when the fiber is over, and with it the frames and the body.
  private @Nullable Stack stack;
  // Stays true while an outer fiber's suspension has frozen this one together with its resume().
  private boolean running;

  ContinuationFiber(ContinuationScope scope, Runnable body) {
    this.stack = new Stack(scope, body);
  }

  @Override
  public boolean resume() {
    Stack frames = stack;
    if (isDone() || frames == null) {
      throw new IllegalStateException("the fiber is over");
    }
    if (running) {
      throw new IllegalStateException("the fiber is running");
    }
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("a fiber runs on a platform thread, not on a virtual one");
    }
    running = true;
    boolean returned = false;
    try {
      frames.run();
      returned = true;
    } finally {
      running = false;
      if (frames.isDone()) {
        stack = null;
      } else if (!returned) {
        // Not the body's exception: an outer fiber could not be suspended for want of stack or
        // heap, after this one's frames were taken off already. They can't go on properly.
        stack = null;
        ContinuationFibers.forgetFailedYield();
      }
    }
    return stack == null;
  }

  @Override
  public boolean isDone() {
    return stack == null || (running && stack.isInsideClosed());
  }

  @Override
  public void close() {
    if (running && !isDone()) {
      throw new IllegalStateException("a running fiber can't be closed");
    }
    stack = null;
  }

  private final class Stack extends Continuation {

    Stack(ContinuationScope scope, Runnable body) {
      super(scope, body);
    }

    boolean isInsideClosed() {
      for (Continuation outer = getParent(); outer != null; outer = outer.getParent()) {
        if (outer instanceof Stack other && other.isLetGo()) {
          return true;
        }
      }
      return false;
    }

    private boolean isLetGo() {
      return stack == null;
    }

    /** Says nothing: {@code yield} then returns false, and {@code suspend} throws. */
    @Override
    protected void onPinned(Pinned reason) {}
  }
}
