package dev.tidegate.telemetry;

import dev.tidegate.access.Tokens;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Warns while the tokens in force are not those of the file, like {@link PolicyHealth}. */
final class TokenHealth implements HealthIndicator {

  private final Tokens tokens;

  TokenHealth(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Health health() {
    int faults = tokens.refused().map(why -> why.faults().size()).orElse(0);
    return Health.status(faults > 0 ? PolicyHealth.WARNING : Status.UP)
        .withDetail("faults", faults)
        .build();
  }
}
