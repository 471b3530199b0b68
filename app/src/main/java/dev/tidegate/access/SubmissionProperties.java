package dev.tidegate.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many jobs one actor may submit; how many it may have, the store knows.
 *
 * @param submissionsPerMinute how many in a minute, those within requests included, on each node; 1
 *     to 1,000,000,000
 * @param submissionBurst how many of them at once, after a time without any, 1 to 1,000,000,000; as
 *     many as in a minute when not set
 */
@ConfigurationProperties("tidegate.quota")
record SubmissionProperties(
    @DefaultValue("6000") int submissionsPerMinute, @Nullable Integer submissionBurst) {

  private static final int MOST = 1_000_000_000;

  /** Checks the ranges. */
  SubmissionProperties {
    require(submissionsPerMinute);
    if (submissionBurst != null) {
      require(submissionBurst);
    }
  }

  /** How many submissions may come at once. */
  int burst() {
    return submissionBurst == null ? submissionsPerMinute : submissionBurst;
  }

  private static void require(int number) {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException(
          "submissions-per-minute and submission-burst must be from 1 to " + MOST);
    }
  }
}
