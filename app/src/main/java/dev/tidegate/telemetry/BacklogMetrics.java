package dev.tidegate.telemetry;

import dev.tidegate.job.SharedClock;
import dev.tidegate.job.store.Backlog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how many jobs wait and run, on all nodes together. The store is asked at a pace of its own,
 * however often the meters are read; while it does not answer they show nothing.
 */
final class BacklogMetrics {

  static final Duration INTERVAL = Duration.ofSeconds(10);

  /** What is older is not shown any more. */
  static final Duration LONGEST_VALID = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(BacklogMetrics.class);

  private final Supplier<CompletionStage<Backlog>> store;
  private final SharedClock clock;
  private final LongSupplier nanoTime;
  private final AtomicBoolean asking = new AtomicBoolean();
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile @Nullable Known last;

  private record Known(Backlog backlog, long at) {}

  /**
   * Registers the meters; they show nothing before the first {@link #look}.
   *
   * @param store is asked
   */
  BacklogMetrics(
      MeterRegistry registry,
      Supplier<CompletionStage<Backlog>> store,
      SharedClock clock,
      LongSupplier nanoTime) {
    this.store = store;
    this.clock = clock;
    this.nanoTime = nanoTime;
    Meters meters = new Meters(registry);
    meters.gauge(MeterName.JOBS, () -> count(Backlog::queued), "queued");
    meters.gauge(MeterName.JOBS, () -> count(Backlog::delayed), "delayed");
    meters.gauge(MeterName.JOBS, () -> count(Backlog::running), "running");
    meters.gauge(MeterName.QUEUE_AGE, this::age);
  }

  /** Asks the store, unless it has not answered the last time. */
  void look() {
    if (asking.compareAndSet(false, true)) {
      var _ = store.get().whenComplete(this::answered);
    }
  }

  private void answered(@Nullable Backlog found, @Nullable Throwable fault) {
    asking.set(false);
    if (found != null) {
      last = new Known(found, nanoTime.getAsLong());
      failing.set(false);
    } else if (!failing.getAndSet(true)) {
      LOG.warn("The jobs that wait can't be counted: {}", String.valueOf(fault));
    }
  }

  private @Nullable Backlog known() {
    Known known = last;
    return known == null || nanoTime.getAsLong() - known.at > LONGEST_VALID.toNanos()
        ? null
        : known.backlog;
  }

  private Number count(ToLongFunction<Backlog> of) {
    Backlog known = known();
    return known == null ? Double.NaN : (Number) of.applyAsLong(known);
  }

  private Number age() {
    Backlog known = known();
    if (known == null) {
      return Double.NaN;
    }
    Instant oldest = known.oldestDue();
    return oldest == null
        ? 0
        : Math.max(0, Duration.between(oldest, clock.instant()).toMillis())
            / (double) TimeUnit.SECONDS.toMillis(1);
  }
}
