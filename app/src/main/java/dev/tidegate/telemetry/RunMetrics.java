package dev.tidegate.telemetry;

import dev.tidegate.job.Capacity;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts and times jobs. */
final class RunMetrics implements JobListener {

  private static final String NO_REASON = "none";

  private final Meters meters;
  private final AtomicInteger active = new AtomicInteger();

  RunMetrics(MeterRegistry registry, Capacity capacity) {
    meters = new Meters(registry);
    meters.gauge(MeterName.RUNS_ACTIVE, active::get);
    meters.gauge(MeterName.RUNS_MEMORY_RESERVED, capacity::reservedMemory);
    for (JobDocument.State state : JobDocument.State.values()) {
      meters.timer(MeterName.RUN_DURATION, outcome(state));
      meters.summary(MeterName.RUN_MEMORY_PEAK, outcome(state));
    }
    meters.counter(MeterName.RUNS, outcome(JobDocument.State.SUCCEEDED), NO_REASON);
  }

  @Override
  public void started(JobId id) {
    active.incrementAndGet();
  }

  @Override
  public void ended(JobDocument document) {
    active.decrementAndGet();
    JobDocument.Cause error = document.error();
    String outcome = outcome(document.state());
    meters.counter(MeterName.RUNS, outcome, error == null ? NO_REASON : error.reason()).increment();
    meters
        .summary(MeterName.RUN_MEMORY_PEAK, outcome)
        .record((double) document.usage().memoryPeak());
    meters
        .timer(MeterName.RUN_DURATION, outcome)
        .record(Duration.ofMillis(document.usage().wallMs()));
  }

  private static String outcome(JobDocument.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
