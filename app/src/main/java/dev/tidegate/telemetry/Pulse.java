package dev.tidegate.telemetry;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing again and again on a thread of its own, until it is closed. */
final class Pulse implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  private final ScheduledExecutorService thread;

  /**
   * Begins.
   *
   * @param interval from one end to the next begin
   * @param beat must not block; what it throws is logged, and it is done again all the same
   */
  Pulse(String name, Duration interval, Runnable beat) {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
    var _ =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                beat.run();
              } catch (RuntimeException fault) {
                LOG.error("{} has failed", name, fault);
              }
            },
            0,
            interval.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
