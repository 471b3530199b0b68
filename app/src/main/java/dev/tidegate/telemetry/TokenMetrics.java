package dev.tidegate.telemetry;

import dev.tidegate.access.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Shows how many tokens there are, and whether newer ones were refused. */
final class TokenMetrics implements MeterBinder {

  private final Tokens tokens;

  TokenMetrics(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    meters.gauge(MeterName.TOKENS, tokens::inForce);
    meters.gauge(MeterName.TOKENS_REFUSED, () -> tokens.refused().isPresent() ? 1 : 0);
  }
}
