package dev.tidegate.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What runs within a request.
 *
 * @param maxWallTime the longest wall time of such a run
 * @param maxConcurrent how many may be under way at the same time on this node
 */
@ConfigurationProperties("tidegate.run")
record RunProperties(
    @DefaultValue("60s") Duration maxWallTime, @DefaultValue("1000") int maxConcurrent) {

  /** Checks the ranges. */
  RunProperties {
    if (!maxWallTime.isPositive() || maxConcurrent < 1) {
      throw new IllegalArgumentException("max-wall-time and max-concurrent must be positive");
    }
  }
}
