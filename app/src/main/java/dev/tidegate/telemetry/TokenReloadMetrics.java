package dev.tidegate.telemetry;

import dev.tidegate.access.TokenEvent;
import dev.tidegate.access.TokenListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what becomes of changes to the tokens file. */
final class TokenReloadMetrics implements TokenListener {

  private final Counter applied;
  private final Counter refused;

  /** Registers both, so that rates can be formed from the first event. */
  TokenReloadMetrics(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    applied = meters.counter(MeterName.TOKEN_RELOADS, "applied");
    refused = meters.counter(MeterName.TOKEN_RELOADS, "refused");
  }

  @Override
  public void heard(TokenEvent event) {
    switch (event) {
      case TokenEvent.Applied _ -> applied.increment();
      case TokenEvent.Refused _, TokenEvent.Failed _ -> refused.increment();
      case TokenEvent.Unwatched _, TokenEvent.Watched _ -> {
        // Nothing was judged anew.
      }
    }
  }
}
