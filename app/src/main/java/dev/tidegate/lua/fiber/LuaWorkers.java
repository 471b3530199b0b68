package dev.tidegate.lua.fiber;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of platform threads, named {@code lua-worker-1} and so on, that take slices from
 * one fair queue and attend to a {@link Poller} each when there is none, and every now and then.
 *
 * <p>They are platform threads because only these have large stacks and an allocation counter, and
 * their own because the JDK's scheduler of virtual threads serves nothing new while it is busy.
 *
 * <p>Waking a thread takes several times as long as a usual slice. A worker whose poller brings a
 * few slices therefore runs them itself; others are woken when there are more, and when a slice
 * takes long while others wait.
 */
public final class LuaWorkers implements Workers {

  /** The stack of a worker when nothing else is configured: 16 MiB. */
  public static final long DEFAULT_STACK_BYTES = 16L << 20;

  private static final long LEAST_STACK_BYTES = 1L << 20;
  private static final long MOST_STACK_BYTES = 1L << 30;
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  /** So many slices that its poller brings a worker keeps to itself. */
  private static final int FEW = 4;

  /** While slices wait, the poller's turn comes after so many nanoseconds. */
  private static final long NANOS_BETWEEN_POLLS = 50_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final FairQueue queue = new FairQueue();

  /** Those that wait or are about to, the one that did it last at the end; guarded by the lock. */
  private final ArrayDeque<Worker> idle = new ArrayDeque<>();

  private final List<Worker> workers;
  private final UncaughtExceptionHandler onFailure;

  // Written under the lock.
  private volatile boolean waiting;
  private volatile boolean closed;

  /**
   * Starts threads that have nothing to attend to but slices.
   *
   * @param count how many, at least 1; {@link #defaultCount()} unless there is a reason
   * @param stackBytes the stack of each, from 1 MiB to 1 GiB; only what is used takes memory
   * @param onFailure is told, on the worker, of an exception or error that left a slice or a
   *     poller; the worker goes on with the next slice
   * @throws IllegalArgumentException when a number is out of its range
   */
  public LuaWorkers(int count, long stackBytes, UncaughtExceptionHandler onFailure) {
    this(count, stackBytes, onFailure, Poller.Factory.NONE);
  }

  /**
   * Starts threads with a poller each.
   *
   * @param count how many, at least 1; {@link #defaultCount()} unless there is a reason
   * @param stackBytes the stack of each, from 1 MiB to 1 GiB; only what is used takes memory
   * @param onFailure is told, on the worker, of an exception or error that left a slice or a
   *     poller; the worker goes on with the next slice
   * @param pollers makes what the workers attend to
   * @throws IllegalArgumentException when a number is out of its range
   */
  public LuaWorkers(
      int count, long stackBytes, UncaughtExceptionHandler onFailure, Poller.Factory pollers) {
    if (count < 1) {
      throw new IllegalArgumentException("workers must be at least 1, not " + count);
    }
    if (stackBytes < LEAST_STACK_BYTES || stackBytes > MOST_STACK_BYTES) {
      throw new IllegalArgumentException(
          "a worker's stack must be from 1 MiB to 1 GiB, not " + stackBytes + " bytes");
    }
    this.onFailure = onFailure;
    this.workers =
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> new Worker("lua-worker-" + number, stackBytes, pollers))
            .toList();
    workers.forEach(Thread::start);
  }

  /** As many workers as the JVM has processors. */
  public static int defaultCount() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void submit(String group, Runnable slice) {
    submit(group, slice, attending(), false);
  }

  @Override
  public void resubmit(String group, Runnable slice) {
    submit(group, slice, null, true);
  }

  private void submit(
      String group, Runnable slice, @Nullable Worker attending, boolean takenAtOnce) {
    Worker helper = null;
    lock.lock();
    try {
      if (closed) {
        throw new RejectedExecutionException("the Lua workers are closed");
      }
      queue.add(group, slice);
      waiting = true;
      if (attending != null) {
        idle.remove(attending);
      }
      if (attending == null ? !takenAtOnce || queue.size() > 1 : queue.size() > FEW) {
        helper = idle.pollLast();
      }
    } finally {
      lock.unlock();
    }
    if (helper != null) {
      helper.poller.wakeUp();
    }
  }

  /** The current thread, when it is one of these workers and at its poller. */
  private @Nullable Worker attending() {
    return Thread.currentThread() instanceof Worker worker && worker.isAttendingFor(this)
        ? worker
        : null;
  }

  @Override
  public boolean hasWaiting() {
    if (waiting) {
      return true;
    }
    if (Thread.currentThread() instanceof Worker worker) {
      return worker.isPollDue();
    }
    // A slice that runs on another thread does not know its worker: any that is kept waits.
    for (Worker worker : workers) {
      if (!worker.attending && worker.isPollDue()) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@inheritDoc} Waits for the running slices for at most 5 seconds, then leaves their threads,
   * which are daemons, to end with them. May be called by a slice, which it does not wait for. The
   * threads end when their pollers have finished.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      waiting = false;
    } finally {
      lock.unlock();
    }
    workers.forEach(worker -> worker.poller.wakeUp());
    long deadline = System.nanoTime() + LONGEST_CLOSE.toNanos();
    try {
      for (Worker worker : workers) {
        if (worker != Thread.currentThread()
            && !worker.stopped.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void wakeHelper() {
    Worker helper;
    lock.lock();
    try {
      // One slice is for the worker that asks.
      helper = queue.size() > 1 ? idle.pollLast() : null;
    } finally {
      lock.unlock();
    }
    if (helper != null) {
      helper.poller.wakeUp();
    }
  }

  private void run(Runnable action) {
    Thread worker = Thread.currentThread();
    Throwable failure = failureOf(action);
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

  private final class Worker extends Thread {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Poller poller;
    private final Runnable poll;
    private final Runnable await;
    private final boolean wanted;

    // Written by this thread only.
    private volatile boolean attending;
    private volatile long polled = System.nanoTime();

    Worker(String name, long stackBytes, Poller.Factory pollers) {
      super(null, null, name, stackBytes);
      setDaemon(true);
      poller = pollers.create(this);
      poll = poller::poll;
      await = () -> poller.await(this::hasNothingElseToDo);
      wanted = poller.isWanted();
    }

    boolean isPollDue() {
      return wanted && System.nanoTime() - polled > NANOS_BETWEEN_POLLS;
    }

    boolean isAttendingFor(LuaWorkers some) {
      return attending && some == LuaWorkers.this;
    }

    @Override
    public void run() {
      for (Runnable slice = take(); slice != null; slice = take()) {
        LuaWorkers.this.run(slice);
        // An interrupt was meant for the slice that is over.
        Thread.interrupted();
        if (System.nanoTime() - polled > NANOS_BETWEEN_POLLS) {
          if (waiting) {
            wakeHelper();
          }
          attend(poll);
        }
      }
      stopped.countDown();
      LuaWorkers.this.run(poller::finish);
    }

    private @Nullable Runnable take() {
      while (true) {
        lock.lock();
        try {
          idle.remove(this);
          if (closed) {
            return null;
          }
          Runnable slice = queue.poll();
          waiting = queue.size() > 0;
          if (slice != null) {
            return slice;
          }
          idle.addLast(this);
        } finally {
          lock.unlock();
        }
        attend(await);
      }
    }

    private void attend(Runnable how) {
      attending = true;
      LuaWorkers.this.run(how);
      attending = false;
      polled = System.nanoTime();
    }

    private boolean hasNothingElseToDo() {
      return !waiting && !closed;
    }
  }
}
