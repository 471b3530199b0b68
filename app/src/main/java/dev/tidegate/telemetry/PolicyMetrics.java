package dev.tidegate.telemetry;

import dev.tidegate.policy.reload.PolicyReload;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;

/** Shows how old the policies in force are, and whether newer ones were refused. */
final class PolicyMetrics implements MeterBinder {

  private static final double MILLIS = 1e3;

  private final PolicyReload reload;
  private final InstantSource clock;

  PolicyMetrics(PolicyReload reload, InstantSource clock) {
    this.reload = reload;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    meters.gauge(MeterName.POLICY_AGE, this::seconds);
    meters.gauge(MeterName.POLICY_REFUSED, () -> reload.refused().isPresent() ? 1 : 0);
  }

  private double seconds() {
    return Duration.between(reload.since(), clock.instant()).toMillis() / MILLIS;
  }
}
