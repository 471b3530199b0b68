package dev.tidegate.telemetry;

import dev.tidegate.job.Capacity;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobListener;
import dev.tidegate.job.JobState;
import dev.tidegate.lua.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts and times jobs. */
final class RunMetrics implements JobListener {

  private static final String NO_REASON = "none";

  /** From what a script of some lines takes to the greatest limit that can be configured. */
  private static final double[] INSTRUCTIONS = {1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11};

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
      meters.summary(MeterName.RUN_INSTRUCTIONS, INSTRUCTIONS, state.text());
    }
    for (Failure.Reason reason : Failure.Reason.values()) {
      meters.counter(
          MeterName.RUNS, JobState.FAILED.text(), reason.name().toLowerCase(Locale.ROOT));
    }
    meters.counter(MeterName.RUNS, JobState.SUCCEEDED.text(), NO_REASON);
  }

  @Override
  public void started(Start start) {
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
        .summary(MeterName.RUN_INSTRUCTIONS, INSTRUCTIONS, outcome)
        .record((double) document.usage().instructions());
    meters
        .timer(MeterName.RUN_DURATION, outcome)
        .record(Duration.ofMillis(document.usage().wallMs()));
  }
}
