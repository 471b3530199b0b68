package dev.tidegate.telemetry;

import dev.tidegate.policy.reload.ReloadEvent;
import dev.tidegate.policy.reload.ReloadListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what becomes of changes to the policies. */
final class PolicyReloadMetrics implements ReloadListener {

  private final Counter applied;
  private final Counter refused;

  /** Registers both, so that rates can be formed from the first event. */
  PolicyReloadMetrics(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    applied = meters.counter(MeterName.POLICY_RELOADS, "applied");
    refused = meters.counter(MeterName.POLICY_RELOADS, "refused");
  }

  @Override
  public void heard(ReloadEvent event) {
    switch (event) {
      case ReloadEvent.Applied _ -> applied.increment();
      case ReloadEvent.Refused _, ReloadEvent.Failed _ -> refused.increment();
      case ReloadEvent.Restored _, ReloadEvent.Unwatched _, ReloadEvent.Watched _ -> {
        // No set was judged anew.
      }
    }
  }
}
