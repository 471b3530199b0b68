package dev.tidegate.telemetry;

import dev.tidegate.job.Capacity;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobListener;
import dev.tidegate.job.JobState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
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
    for (JobState state : JobState.values()) {
      if (!state.ended()) {
        continue;
      }
      meters.timer(MeterName.RUN_DURATION, state.text());
      meters.summary(MeterName.RUN_MEMORY_PEAK, state.text());
    }
    meters.counter(MeterName.RUNS, JobState.SUCCEEDED.text(), NO_REASON);
  }

  @Override
  public void started(JobId id) {
    active.incrementAndGet();
  }

  @Override
  public void ended(JobDocument document) {
    active.decrementAndGet();
    JobDocument.Cause error = document.error();
    String outcome = document.state().text();
    meters.counter(MeterName.RUNS, outcome, error == null ? NO_REASON : error.reason()).increment();
    meters
        .summary(MeterName.RUN_MEMORY_PEAK, outcome)
        .record((double) document.usage().memoryPeak());
    meters
        .timer(MeterName.RUN_DURATION, outcome)
        .record(Duration.ofMillis(document.usage().wallMs()));
  }
}
