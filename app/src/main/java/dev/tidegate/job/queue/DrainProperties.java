package dev.tidegate.job.queue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service stops.
 *
 * @param grace how long jobs may go on that are running then, from 0 to 1 h
 */
@ConfigurationProperties("tidegate.drain")
record DrainProperties(@DefaultValue("30s") Duration grace) {

  private static final Duration LONGEST = Duration.ofHours(1);

  /** Checks the range. */
  DrainProperties {
    if (grace.isNegative() || grace.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("grace must be from 0 to " + LONGEST);
    }
  }
}
