package dev.tidegate.telemetry;

import dev.tidegate.audit.AuditTrail;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Shows what becomes of decisions in the audit. */
final class AuditMetrics implements MeterBinder {

  private final AuditTrail trail;

  AuditMetrics(AuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    meters.count(MeterName.AUDITED, trail, t -> t.statistics().recorded(), "recorded");
    meters.count(MeterName.AUDITED, trail, t -> t.statistics().sampled(), "sampled");
    meters.count(MeterName.AUDITED, trail, t -> t.statistics().omitted(), "omitted");
    meters.count(MeterName.AUDITED, trail, t -> t.statistics().lost(), "lost");
  }
}
