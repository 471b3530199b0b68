package dev.tidegate.telemetry;

import dev.tidegate.access.Quota;
import dev.tidegate.access.QuotaListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts what quotas refuse. */
final class QuotaMetrics implements QuotaListener {

  private final Map<Quota, Counter> refusals = new EnumMap<>(Quota.class);

  /** Registers all, so that rates can be formed from the first event. */
  QuotaMetrics(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    for (Quota quota : Quota.values()) {
      refusals.put(
          quota, meters.counter(MeterName.QUOTA_REFUSALS, quota.name().toLowerCase(Locale.ROOT)));
    }
  }

  @Override
  public void refused(Quota quota) {
    Objects.requireNonNull(refusals.get(quota)).increment();
  }
}
