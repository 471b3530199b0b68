package dev.tidegate.job.store;

import dev.tidegate.job.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Threads that read: as many as there are connections for them. */
final class Readers implements AutoCloseable {

  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor threads;
  private final Executor callbacks;
  private volatile StoreListener listener = StoreListener.NONE;

  /**
   * Makes them.
   *
   * @param most how many read at the same time
   * @param capacity how many may wait
   * @param callbacks runs whatever waits for what was read
   */
  Readers(int most, int capacity, Executor callbacks) {
    this.callbacks = callbacks;
    threads =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(capacity),
            Thread.ofVirtual().name("job-reader-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  void listen(StoreListener hearer) {
    listener = hearer;
  }

  /** Reads; fails at once where too many wait already. */
  <T> CompletionStage<T> read(Supplier<T> reading) {
    CompletableFuture<T> done = new CompletableFuture<>();
    long asked = System.nanoTime();
    try {
      threads.execute(() -> {
        try {
          T read = reading.get();
          listener.read(Duration.ofNanos(System.nanoTime() - asked));
          callbacks.execute(() -> done.complete(read));
        } catch (RuntimeException fault) {
          fail(done, StoreFault.told(fault));
        }
      });
    } catch (RejectedExecutionException full) {
      fail(
          done,
          new StoreUnavailableException("too many wait to read from the store of jobs", full));
    }
    return done;
  }

  /** Ends without waiting for what is still read. */
  @Override
  public void close() {
    threads.shutdown();
  }

  private void fail(CompletableFuture<?> done, RuntimeException fault) {
    callbacks.execute(() -> done.completeExceptionally(fault));
  }
}
