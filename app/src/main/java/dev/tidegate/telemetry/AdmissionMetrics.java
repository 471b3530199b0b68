package dev.tidegate.telemetry;

import dev.tidegate.job.Capacity;
import dev.tidegate.job.JobRunner;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Shows how full this node is. */
final class AdmissionMetrics implements MeterBinder {

  private final Capacity capacity;
  private final JobRunner runs;
  private final Capacity.Places jobs;

  /**
   * Makes them.
   *
   * @param jobs the places of accepted jobs
   */
  AdmissionMetrics(Capacity capacity, JobRunner runs, Capacity.Places jobs) {
    this.capacity = capacity;
    this.runs = runs;
    this.jobs = jobs;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    meters.gauge(MeterName.RUNS_MEMORY_CAPACITY, capacity::mostMemory);
    show(meters, runs.places(), "run");
    show(meters, jobs, "job");
    meters.count(MeterName.RUNS_REFUSED, runs, JobRunner::refused);
  }

  private static void show(Meters meters, Capacity.Places places, String kind) {
    meters.gauge(MeterName.PLACES, places::most, kind);
    meters.gauge(MeterName.PLACES_TAKEN, places::taken, kind);
  }
}
