package dev.tidegate.variable;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks for changed files again and again, on a thread of its own, until it is closed. */
public final class VariableRefresh implements AutoCloseable {

  private final CountDownLatch closed = new CountDownLatch(1);

  private VariableRefresh() {}

  /**
   * Starts it; without directories there is nothing to do and no thread.
   *
   * @param pause between two looks; positive
   */
  public static VariableRefresh start(Variables variables, Duration pause) {
    VariableRefresh refresh = new VariableRefresh();
    if (variables.hasDirectories()) {
      Thread.ofPlatform().daemon().name("variables").start(() -> refresh.run(variables, pause));
    }
    return refresh;
  }

  private void run(Variables variables, Duration pause) {
    try {
      while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        variables.refresh();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
