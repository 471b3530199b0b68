package dev.tidegate.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what becomes of spans. */
final class TraceMetrics {

  private final Counter ended;
  private final Counter exported;
  private final Counter failed;

  TraceMetrics(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    ended = meters.counter(MeterName.TRACE_SPANS, "ended");
    exported = meters.counter(MeterName.TRACE_SPANS, "exported");
    failed = meters.counter(MeterName.TRACE_SPANS, "failed");
  }

  /** A span has ended that is to be exported. */
  void ended() {
    ended.increment();
  }

  /** Whoever collects traces has taken some. */
  void exported(int spans) {
    exported.increment(spans);
  }

  /** Some could not be handed over, and are lost. */
  void failed(int spans) {
    failed.increment(spans);
  }
}
