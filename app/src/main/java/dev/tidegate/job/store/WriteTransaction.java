package dev.tidegate.job.store;

import dev.tidegate.job.JobId;
import dev.tidegate.job.JobQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/** Does a group of writes within one transaction. */
final class WriteTransaction {

  /** Deleting a job means to delete its events: a transaction takes on about as many of them. */
  private static final long MOST_FORGOTTEN_EVENTS = 10_000;

  private final JdbcTemplate jdbc;
  private final JobTable table;
  private final Intake intake;
  private final Supplier<JobQueue> queue;
  private final String forgettable;

  WriteTransaction(
      JdbcTemplate jdbc, Dialect dialect, JobTable table, Intake intake, Supplier<JobQueue> queue) {
    this.jdbc = jdbc;
    this.table = table;
    this.intake = intake;
    this.queue = queue;
    forgettable =
        """
        select id, events from jobs where finished_at is not null and finished_at < ?
        order by finished_at, id limit ?%s
        """
            .formatted(dialect.lockedUnlessTaken());
  }

  /**
   * What is to be told after the commit.
   *
   * @param jobs to which something has happened
   * @param due whether the queue has entries that may be due
   */
  record News(Set<JobId> jobs, boolean due) {

    static final News NONE = new News(Set.of(), false);
  }

  /** Does them, and gives each its outcome. */
  News perform(List<Write<?>> group) {
    List<Write.Accept> accepts = new ArrayList<>();
    List<Write.OfJob<?>> changes = new ArrayList<>();
    List<Write.Forget> forgets = new ArrayList<>();
    for (Write<?> write : group) {
      switch (write) {
        case Write.Accept accept -> accepts.add(accept);
        case Write.OfJob<?> change -> changes.add(change);
        case Write.Forget forget -> forgets.add(forget);
      }
    }
    List<JobId> accepted = accept(accepts);
    News changed = change(changes);
    forgets.forEach(this::forget);
    Set<JobId> jobs = new HashSet<>(accepted);
    jobs.addAll(changed.jobs());
    return new News(jobs, changed.due() || !accepted.isEmpty());
  }

  private List<JobId> accept(List<Write.Accept> accepts) {
    if (accepts.isEmpty()) {
      return List.of();
    }
    List<JobId> accepted = intake.accept(accepts);
    if (!accepted.isEmpty()) {
      queue.get().add(accepted, accepts.getFirst().job.createdAt());
    }
    return accepted;
  }

  private News change(List<Write.OfJob<?>> writes) {
    if (writes.isEmpty()) {
      return News.NONE;
    }
    Set<JobId> ids = new HashSet<>();
    writes.forEach(write -> ids.add(write.id));
    JobChanges changes = new JobChanges(table, ids);
    writes.sort(Comparator.comparingInt(Write.OfJob::order));
    writes.forEach(write -> write.perform(changes));
    changes.write(queue.get());
    return new News(changes.news(), changes.released());
  }

  private void forget(Write.Forget forget) {
    List<Old> old =
        jdbc.query(
            forgettable,
            statement -> new Binding(statement).time(forget.endedBefore).number(forget.limit),
            (row, _) -> new Old(JobTable.id(row.getString(1)), row.getLong(2)));
    List<JobId> ids = new ArrayList<>();
    long events = 0;
    for (Old each : old) {
      events += each.events();
      if (!ids.isEmpty() && events > MOST_FORGOTTEN_EVENTS) {
        break;
      }
      ids.add(each.id());
    }
    table.delete(ids);
    forget.outcome(new Write.Forgotten(ids.size(), ids.size() < old.size()));
  }

  private record Old(JobId id, long events) {}
}
