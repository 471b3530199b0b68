package dev.tidegate.job.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many jobs one actor may have.
 *
 * @param running at the same time, on all nodes together; further ones wait; at least 1
 * @param queued that wait; further ones are refused; at least 1
 */
@ConfigurationProperties("tidegate.quota")
record QuotaProperties(@DefaultValue("1000") int running, @DefaultValue("10000") int queued) {

  /** Checks the ranges. */
  QuotaProperties {
    if (running < 1 || queued < 1) {
      throw new IllegalArgumentException("running and queued must be at least 1");
    }
  }
}
