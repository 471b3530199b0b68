package dev.tidegate.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which jobs are kept.
 *
 * @param maxQueued how many may wait, of all actors together; at least 1
 * @param retention how long a job is kept after its end, at least a minute
 */
@ConfigurationProperties("tidegate.jobs")
public record KeptJobsProperties(
    @DefaultValue("100000") int maxQueued, @DefaultValue("7d") Duration retention) {

  private static final Duration LEAST_RETENTION = Duration.ofMinutes(1);

  /** Checks the ranges. */
  public KeptJobsProperties {
    if (maxQueued < 1) {
      throw new IllegalArgumentException("max-queued must be at least 1");
    }
    if (retention.compareTo(LEAST_RETENTION) < 0) {
      throw new IllegalArgumentException("retention must be at least a minute");
    }
  }
}
