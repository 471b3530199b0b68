package dev.tidegate.job.store;

import dev.tidegate.job.AttemptEnding;
import dev.tidegate.job.Cancellation;
import dev.tidegate.job.Deletion;
import dev.tidegate.job.JobDocument.Cause;
import dev.tidegate.job.JobDocument.Consumption;
import dev.tidegate.job.JobEvent;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobQueue;
import dev.tidegate.job.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a transaction does to jobs that are there: the rules, and what follows for the queue. */
final class JobChanges {

  private static final Cause INTERRUPTED = Cause.interrupted("the node that ran the job is gone");

  private final JobTable table;
  private final Map<JobId, StoredJob> jobs;
  private final Set<JobId> news = new HashSet<>();
  private final List<JobId> ended = new ArrayList<>();
  private final List<JobId> deleted = new ArrayList<>();
  private final List<Release> released = new ArrayList<>();

  /** About these, and those of them that there are. */
  JobChanges(JobTable table, Collection<JobId> ids) {
    this(table, table.lock(ids));
  }

  /** About jobs that are locked already. */
  JobChanges(JobTable table, Map<JobId, StoredJob> jobs) {
    this.table = table;
    this.jobs = jobs;
  }

  private record Release(JobId id, long lease, Instant due) {}

  /** Stops a job that waits at once, and asks for one that runs. */
  Cancellation cancel(JobId id, Instant now) {
    StoredJob job = jobs.get(id);
    if (job == null) {
      return Cancellation.UNKNOWN;
    }
    return switch (job.state()) {
      case QUEUED -> {
        finish(job, cancelled(Consumption.NONE, now));
        yield Cancellation.CANCELLED;
      }
      case RUNNING -> {
        job.requestCancel(now);
        news.add(id);
        yield Cancellation.REQUESTED;
      }
      case SUCCEEDED, FAILED, CANCELLED -> Cancellation.ENDED;
    };
  }

  /** A node takes on a job that is queued. */
  void start(JobId id, String node, long lease, Instant now) {
    Objects.requireNonNull(jobs.get(id), "claimed jobs are there").start(node, lease, now);
    news.add(id);
  }

  /** Adds to an attempt that is under way. */
  boolean append(JobId id, int attempt, String node, List<JobEvent.Fresh> events) {
    StoredJob job = jobs.get(id);
    if (job == null || !job.runs(attempt, node)) {
      return false;
    }
    job.add(events);
    news.add(id);
    return true;
  }

  /** Ends an attempt; one that has ended already in this way may be ended again. */
  Optional<JobState> end(
      JobId id, int attempt, String node, List<JobEvent.Fresh> last, AttemptEnding ending) {
    StoredJob job = jobs.get(id);
    if (job == null) {
      return Optional.empty();
    }
    if (!job.runs(attempt, node)) {
      return job.endedBy(attempt, node) ? Optional.of(job.state()) : Optional.empty();
    }
    job.add(last);
    end(job, ending);
    return Optional.of(job.state());
  }

  /** Ends the attempt of a node that is gone. */
  void recover(JobId id, String node, long lease, Instant now) {
    StoredJob job = jobs.get(id);
    if (job != null && job.runs(job.attempt(), node) && Objects.equals(job.lease(), (Long) lease)) {
      end(
          job,
          new AttemptEnding.Again(
              INTERRUPTED, Consumption.NONE, now, now.plus(job.retry().waitAfter(job.attempt()))));
      job.lost();
    }
  }

  /** Forgets a job that has ended. */
  Deletion delete(JobId id) {
    StoredJob job = jobs.get(id);
    if (job == null || deleted.contains(id)) {
      return Deletion.UNKNOWN;
    }
    if (!job.state().ended()) {
      return Deletion.ACTIVE;
    }
    deleted.add(id);
    news.add(id);
    return Deletion.DELETED;
  }

  /** Writes everything. */
  void write(JobQueue queue) {
    table.write(jobs.values());
    if (!ended.isEmpty()) {
      queue.remove(ended);
    }
    for (Release release : released) {
      queue.release(release.id(), release.lease(), release.due());
    }
    table.delete(deleted);
  }

  /** The jobs to which something has happened. */
  Set<JobId> news() {
    return news;
  }

  /** Whether jobs wait again. */
  boolean released() {
    return !released.isEmpty();
  }

  private void end(StoredJob job, AttemptEnding ending) {
    if (job.cancelRequested()) {
      finish(job, cancelled(ending.usage(), ending.at()));
      return;
    }
    switch (ending) {
      case AttemptEnding.Final end -> finish(job, end);
      case AttemptEnding.Again again when job.attemptsLeft() -> {
        released.add(
            new Release(
                job.id(),
                Objects.requireNonNull(job.lease(), "running jobs have one"),
                again.due()));
        job.requeue(again);
        news.add(job.id());
      }
      case AttemptEnding.Again(Cause error, Consumption usage, Instant at, Instant _) ->
          finish(job, new AttemptEnding.Final(JobState.FAILED, null, error, usage, at));
    }
  }

  private void finish(StoredJob job, AttemptEnding.Final end) {
    job.finish(end);
    ended.add(job.id());
    news.add(job.id());
  }

  private static AttemptEnding.Final cancelled(Consumption usage, Instant at) {
    return new AttemptEnding.Final(JobState.CANCELLED, null, Cause.cancelled(), usage, at);
  }
}
