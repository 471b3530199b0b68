package dev.tidegate.job.store;

import dev.tidegate.job.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is to be written on a thread of its own. What has come in while it wrote goes into
 * one transaction together, because making it durable takes longer than all the rest; where that
 * fails by the fault of one, each is tried alone.
 */
final class GroupWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

  /** How much one transaction, and all that waits, may carry. */
  private static final long MOST_BYTES_OF_GROUP = 8 << 20;

  private static final long MOST_BYTES_WAITING = 64 << 20;

  private static final int MOST_ATTEMPTS = 3;

  private final Function<List<Write<?>>, WriteTransaction.News> transaction;
  private final Consumer<WriteTransaction.News> committed;
  private final Executor callbacks;
  private final int most;
  private final int capacity;
  private final Lock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Deque<Write<?>> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean closing;
  private final LongAdder groups = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Thread thread;
  private volatile StoreListener listener = StoreListener.NONE;

  /**
   * Makes one that does nothing yet.
   *
   * @param transaction does a group and commits it
   * @param committed told what was committed
   * @param callbacks runs whatever waits for a write
   * @param most how many writes one transaction takes
   * @param capacity how many may wait
   */
  GroupWriter(
      Function<List<Write<?>>, WriteTransaction.News> transaction,
      Consumer<WriteTransaction.News> committed,
      Executor callbacks,
      int most,
      int capacity) {
    this.transaction = transaction;
    this.committed = committed;
    this.callbacks = callbacks;
    this.most = most;
    this.capacity = capacity;
    thread = Thread.ofPlatform().daemon().name("job-writer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Takes it on; it fails at once where too much waits already. */
  <T> CompletionStage<T> write(Write<T> write) {
    if (!offer(write)) {
      refused.increment();
      write.failed(
          new StoreUnavailableException(
              "the store of jobs takes no more at the moment", new RejectedExecutionException()),
          callbacks);
    }
    return write.done();
  }

  void listen(StoreListener hearer) {
    listener = hearer;
  }

  /** What it has done. */
  StoreStatistics statistics() {
    return new StoreStatistics(
        waitingCount(), groups.sum(), writes.sum(), failures.sum(), refused.sum());
  }

  /** Writes what waits, and then stops; whoever is interrupted does not wait for that. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      work.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean offer(Write<?> write) {
    lock.lock();
    try {
      if (closing
          || waiting.size() >= capacity
          || waitingBytes + write.bytes() > MOST_BYTES_WAITING) {
        return false;
      }
      waiting.add(write);
      waitingBytes += write.bytes();
      work.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (List<Write<?>> group = next(most); !group.isEmpty(); group = next(most)) {
      write(group);
    }
  }

  /** Waits for writes; empty at the end of all. */
  private List<Write<?>> next(int limit) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        work.awaitUninterruptibly();
      }
      List<Write<?>> group = new ArrayList<>();
      long bytes = 0;
      for (Write<?> write = waiting.peek();
          write != null && group.size() < limit && bytes < MOST_BYTES_OF_GROUP;
          write = waiting.peek()) {
        group.add(waiting.remove());
        bytes += write.bytes();
      }
      waitingBytes -= bytes;
      return group;
    } finally {
      lock.unlock();
    }
  }

  private int waitingCount() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void write(List<Write<?>> group) {
    try {
      commit(group);
    } catch (RuntimeException fault) {
      if (StoreFault.unavailable(fault) && !StoreFault.lostRace(fault)) {
        unavailable(group, fault);
      } else {
        group.forEach(this::writeAlone);
      }
    }
  }

  /** Whoever was faster, on another node, has committed when the next attempt begins. */
  private void writeAlone(Write<?> write) {
    for (int attempt = 1; ; attempt++) {
      try {
        commit(List.of(write));
        return;
      } catch (RuntimeException fault) {
        if (attempt == MOST_ATTEMPTS || !StoreFault.lostRace(fault)) {
          failed(write, fault);
          return;
        }
      }
    }
  }

  private void commit(List<Write<?>> group) {
    WriteTransaction.News news = transaction.apply(group);
    groups.increment();
    writes.add(group.size());
    long now = System.nanoTime();
    group.forEach(write -> listener.written(Duration.ofNanos(now - write.asked())));
    group.forEach(write -> write.committed(callbacks));
    committed.accept(news);
  }

  private void failed(Write<?> write, RuntimeException fault) {
    RuntimeException told = StoreFault.told(fault);
    LOG.error("A write to the store of jobs failed", told);
    failures.increment();
    write.failed(told, callbacks);
  }

  /** Fails all that waits, too: each group that finds out for itself would make others wait. */
  private void unavailable(List<Write<?>> group, RuntimeException fault) {
    List<Write<?>> all = new ArrayList<>(group);
    all.addAll(drained());
    failures.add(all.size());
    RuntimeException told = StoreFault.told(fault);
    LOG.warn("{} changes of jobs failed: {}", all.size(), StoreFault.reason(fault));
    all.forEach(write -> write.failed(told, callbacks));
  }

  private List<Write<?>> drained() {
    lock.lock();
    try {
      List<Write<?>> all = new ArrayList<>(waiting);
      waiting.clear();
      waitingBytes = 0;
      return all;
    } finally {
      lock.unlock();
    }
  }
}
