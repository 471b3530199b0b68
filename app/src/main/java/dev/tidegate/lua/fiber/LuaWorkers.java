package dev.tidegate.lua.fiber;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of platform threads, named {@code lua-worker-1} and so on, that take slices from
 * one fair queue.
 *
 * <p>They are platform threads because only these have large stacks and an allocation counter, and
 * their own because the JDK's scheduler of virtual threads serves nothing new while it is busy.
 */
public final class LuaWorkers implements Workers {

  /** The stack of a worker when nothing else is configured: 16 MiB. */
  public static final long DEFAULT_STACK_BYTES = 16L << 20;

  private static final long LEAST_STACK_BYTES = 1L << 20;
  private static final long MOST_STACK_BYTES = 1L << 30;
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final FairQueue queue = new FairQueue();
  private final List<Thread> threads;
  private final UncaughtExceptionHandler onFailure;
  private volatile boolean waiting;
  private boolean closed;

  /**
   * Starts the threads.
   *
   * @param count how many, at least 1; {@link #defaultCount()} unless there is a reason
   * @param stackBytes the stack of each, from 1 MiB to 1 GiB; only what is used takes memory
   * @param onFailure is told, on the worker, of an exception or error that left a slice; the worker
   *     goes on with the next slice
   * @throws IllegalArgumentException when a number is out of its range
   */
  public LuaWorkers(int count, long stackBytes, UncaughtExceptionHandler onFailure) {
    if (count < 1) {
      throw new IllegalArgumentException("workers must be at least 1, not " + count);
    }
    if (stackBytes < LEAST_STACK_BYTES || stackBytes > MOST_STACK_BYTES) {
      throw new IllegalArgumentException(
          "a worker's stack must be from 1 MiB to 1 GiB, not " + stackBytes + " bytes");
    }
    this.onFailure = onFailure;
    Thread.Builder builder =
        Thread.ofPlatform().daemon().name("lua-worker-", 1).stackSize(stackBytes);
    this.threads = IntStream.range(0, count).mapToObj(_ -> builder.unstarted(this::work)).toList();
    threads.forEach(Thread::start);
  }

  /** As many workers as the JVM has processors. */
  public static int defaultCount() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void submit(String group, Runnable slice) {
    lock.lock();
    try {
      if (closed) {
        throw new RejectedExecutionException("the Lua workers are closed");
      }
      queue.add(group, slice);
      waiting = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean hasWaiting() {
    return waiting;
  }

  /**
   * {@inheritDoc} Waits for the running slices for at most 5 seconds, then leaves their threads,
   * which are daemons, to end with them. May be called by a slice, which it does not wait for.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      waiting = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    long deadline = System.nanoTime() + LONGEST_CLOSE.toNanos();
    try {
      for (Thread thread : threads) {
        if (thread != Thread.currentThread()) {
          Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
          thread.join(left);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    for (Runnable slice = take(); slice != null; slice = take()) {
      run(slice);
      // An interrupt was meant for the slice that is over.
      Thread.interrupted();
    }
  }

  private @Nullable Runnable take() {
    lock.lock();
    try {
      while (!closed && queue.size() == 0) {
        changed.awaitUninterruptibly();
      }
      Runnable slice = queue.poll();
      waiting = queue.size() > 0;
      return slice;
    } finally {
      lock.unlock();
    }
  }

  private void run(Runnable slice) {
    Thread worker = Thread.currentThread();
    Throwable failure = failureOf(slice);
    if (failure != null) {
      Throwable another = failureOf(() -> onFailure.uncaughtException(worker, failure));
      if (another != null) {
        // The thread group prints them, as the JVM does for a thread that dies of one.
        worker.getThreadGroup().uncaughtException(worker, failure);
        worker.getThreadGroup().uncaughtException(worker, another);
      }
    }
  }

  // A FutureTask holds whatever was thrown, errors included, so that the thread survives it.
  private static @Nullable Throwable failureOf(Runnable action) {
    FutureTask<@Nullable Void> attempt = new FutureTask<>(action, null);
    attempt.run();
    return attempt.state() == Future.State.FAILED ? attempt.exceptionNow() : null;
  }
}
