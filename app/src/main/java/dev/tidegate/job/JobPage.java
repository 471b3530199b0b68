package dev.tidegate.job;

import java.util.List;

/**
 * A part of a list of jobs.
 *
 * @param jobs newest first, without their results
 * @param more whether older ones follow
 */
public record JobPage(List<JobDocument> jobs, boolean more) {

  /** Copies the list. */
  public JobPage {
    jobs = List.copyOf(jobs);
  }
}
