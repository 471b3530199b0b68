package dev.tidegate.telemetry;

import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.reload.PolicyReload;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Warns while the policies in force are not those of the files. The service works as before, so
 * this is no reason to take it out of service.
 */
final class PolicyHealth implements HealthIndicator {

  /** Worse than up; {@code management.endpoint.health.status.order} says so too. */
  static final Status WARNING = new Status("WARNING");

  private final PolicyReload reload;

  PolicyHealth(PolicyReload reload) {
    this.reload = reload;
  }

  @Override
  public Health health() {
    Optional<PolicyException> refused = reload.refused();
    return Health.status(refused.isPresent() ? WARNING : Status.UP)
        .withDetail("revision", reload.policies().current().revision())
        .withDetail("since", reload.since().toString())
        .withDetail("faults", refused.map(why -> why.faults().size()).orElse(0))
        .build();
  }
}
