package dev.tidegate.telemetry;

import dev.tidegate.job.AttemptListener;
import dev.tidegate.job.Capacity;
import dev.tidegate.job.Drain;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts and times what becomes of accepted jobs on this node. */
final class JobMetrics implements AttemptListener {

  private final Timer wait;
  private final Counter first;
  private final Counter further;
  private final Counter retries;
  private final Counter recoveries;
  private final Counter leasesLost;
  private final Counter heartbeatFailures;

  JobMetrics(MeterRegistry registry, Capacity.Places places, Drain drain) {
    Meters meters = new Meters(registry);
    meters.gauge(MeterName.JOBS_RUNNING, places::taken);
    meters.gauge(MeterName.DRAIN_ACTIVE, () -> drain.isOpen() ? 0 : 1);
    wait = meters.timer(MeterName.JOB_WAIT);
    first = meters.counter(MeterName.JOB_CLAIMS, "first");
    further = meters.counter(MeterName.JOB_CLAIMS, "further");
    retries = meters.counter(MeterName.JOB_RETRIES);
    recoveries = meters.counter(MeterName.JOB_RECOVERIES);
    leasesLost = meters.counter(MeterName.JOB_LEASES_LOST);
    heartbeatFailures = meters.counter(MeterName.JOB_HEARTBEAT_FAILURES);
  }

  @Override
  public void claimed(int attempt, Duration waited) {
    if (attempt == 1) {
      first.increment();
      wait.record(waited.isNegative() ? Duration.ZERO : waited);
    } else {
      further.increment();
    }
  }

  @Override
  public void again() {
    retries.increment();
  }

  @Override
  public void leaseLost() {
    leasesLost.increment();
  }

  @Override
  public void recovered() {
    recoveries.increment();
  }

  @Override
  public void heartbeatFailed() {
    heartbeatFailures.increment();
  }
}
