package dev.tidegate.lua.task;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Until when a run may go on. Safe for any thread. */
final class Expiry {

  private final ScheduledExecutorService timer;
  private final Runnable onReached;
  private final AtomicReference<@Nullable Future<?>> watch = new AtomicReference<>();

  // Written in this order.
  private volatile long end;
  private volatile boolean set;

  /**
   * Makes one that never comes.
   *
   * @param onReached is called on the timer when the time has come; what runs has to look itself
   */
  Expiry(ScheduledExecutorService timer, Runnable onReached) {
    this.timer = timer;
    this.onReached = onReached;
  }

  /** Whether the time has come. Cheap enough to ask at every slice. */
  boolean isReached() {
    return set && System.nanoTime() - end >= 0;
  }

  /** Sets the time, in place of another one. */
  void set(long nanoTime) {
    end = nanoTime;
    set = true;
    try {
      replaceWatch(timer.schedule(onReached, nanoTime - System.nanoTime(), TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException closed) {
      // The engine has stopped, and the run with it.
      replaceWatch(null);
    }
  }

  /** The run has ended. */
  void forget() {
    replaceWatch(null);
  }

  private void replaceWatch(@Nullable Future<?> next) {
    Future<?> before = watch.getAndSet(next);
    if (before != null) {
      before.cancel(false);
    }
  }
}
