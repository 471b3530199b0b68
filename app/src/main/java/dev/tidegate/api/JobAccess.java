package dev.tidegate.api;

import dev.tidegate.access.CallerRights;
import dev.tidegate.access.JobRuling;
import dev.tidegate.job.JobDocument;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import java.util.Optional;

/** Keeps from callers the jobs that are none of their business, as if they were not there. */
final class JobAccess {

  private final CallerRights rights;

  JobAccess(CallerRights rights) {
    this.rights = rights;
  }

  /**
   * The job that was found.
   *
   * @throws RuntimeException if there is none that the caller may see
   */
  JobDocument visible(Actor caller, Optional<JobDocument> found) {
    JobDocument job = found.orElseThrow(JobAccess::noSuchJob);
    require(caller, Actions.JOB_READ, job);
    return job;
  }

  /** Whether the caller may see a job. */
  boolean sees(Actor caller, JobDocument job) {
    return rights.ofJob(caller, Actions.JOB_READ, job.actor()) instanceof JobRuling.Allowed;
  }

  /**
   * Lets a caller do something with a job.
   *
   * @throws RuntimeException if the caller may not; says what would be needed, unless it says that
   *     there is no such job
   */
  void require(Actor caller, String action, JobDocument job) {
    switch (rights.ofJob(caller, action, job.actor())) {
      case JobRuling.Allowed _ -> {}
      case JobRuling.Refused refused -> throw refused.why();
      case JobRuling.Hidden _ -> throw noSuchJob();
    }
  }

  /**
   * Lets a caller list jobs.
   *
   * @param of the id of the actor whose jobs they are, or {@link Actions#ALL_ACTORS}
   * @throws RuntimeException if the caller may not; says what would be needed
   */
  void requireList(Actor caller, String of) {
    if (!caller.id().equals(of)) {
      rights.require(caller, Actions.JOB_READ, of);
    } else if (rights.ofJob(caller, Actions.JOB_READ, of) instanceof JobRuling.Refused refused) {
      throw refused.why();
    }
  }

  /** What ends a request for a job that is not there, or not for this caller. */
  static ProblemException noSuchJob() {
    return new ProblemException(Problem.of(ProblemKind.NOT_FOUND, "there is no such job"));
  }
}
