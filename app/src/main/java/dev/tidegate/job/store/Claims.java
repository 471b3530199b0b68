package dev.tidegate.job.store;

import dev.tidegate.job.ClaimedJob;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobQueue;
import dev.tidegate.job.JobStore.Room;
import dev.tidegate.job.Source;
import dev.tidegate.job.Submission;
import dev.tidegate.job.TraceParent;
import dev.tidegate.lua.Json;
import dev.tidegate.policy.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes on queued jobs for a node. */
final class Claims {

  private static final String ONE =
      """
      select id, actor, rank, due_at, memory, limits from jobs
      where id = ? and state = 'queued' and ready = 1
      """;

  private final JdbcTemplate jdbc;
  private final Dialect dialect;
  private final TransactionTemplate transaction;
  private final JobTable table;
  private final Supplier<JobQueue> queue;
  private final int mostOfActor;
  private final String actors;
  private final String running;
  private final String awake;
  private final String take;
  private volatile @Nullable String lastServed;

  /**
   * Makes one.
   *
   * @param mostOfActor how many jobs an actor may have running
   */
  Claims(
      JdbcTemplate jdbc,
      Dialect dialect,
      TransactionTemplate transaction,
      JobTable table,
      Supplier<JobQueue> queue,
      int mostOfActor) {
    this.jdbc = jdbc;
    this.dialect = dialect;
    this.transaction = transaction;
    this.table = table;
    this.queue = queue;
    this.mostOfActor = mostOfActor;
    actors = actors(dialect);
    running =
        "select actor, count(*) from jobs%s where state = 'running' group by actor"
            .formatted(dialect.by("jobs_running_by_actor"));
    awake =
        """
        update jobs set ready = 1 where id in (
          select id from jobs%s where state = 'queued' and ready = 0 and due_at <= ?
          order by due_at limit 1000%s)
        """
            .formatted(dialect.by("jobs_waiting"), dialect.lockedUnlessTaken());
    take =
        """
        select %s, jobs.actor, jobs.name, jobs.created_at, jobs.labels, jobs.limits,
          job_requests.source, job_requests.input, job_requests.actor_meta,
          job_requests.actor_groups, job_requests.trace_parent
        from jobs join job_requests on job_requests.job_id = jobs.id
        where jobs.state = 'queued' and jobs.ready = 1 and %s%s
        """
            .formatted(JobTable.COLUMNS, dialect.among("jobs.id"), dialect.lockedUnlessTaken());
  }

  /** Jumps from actor to actor, however many jobs each has. */
  static String actors(Dialect dialect) {
    return """
    with recursive actors (actor) as (
      select (
        select actor from jobs%1$s where state = 'queued' and ready = 1 order by actor limit 1)
      union all
      select (
        select jobs.actor from jobs%1$s
        where jobs.state = 'queued' and jobs.ready = 1 and jobs.actor > actors.actor
        order by jobs.actor limit 1)
      from actors where actors.actor is not null
    )
    select actor from actors where actor is not null
    """
        .formatted(dialect.by("jobs_ready"));
  }

  /** Takes them on; what room is not needed after all is given back. */
  List<ClaimedJob> claim(String node, Instant now, int most, Room room) {
    List<Candidate> chosen = new ArrayList<>();
    Map<JobId, ClaimedJob> claimed = new HashMap<>();
    boolean committed = false;
    try {
      transaction.executeWithoutResult(_ -> {
        chosen.addAll(choose(now, most, room));
        claimed.putAll(take(chosen, node, now));
      });
      committed = true;
    } finally {
      for (Candidate candidate : chosen) {
        if (!committed || !claimed.containsKey(candidate.id())) {
          room.giveBack(candidate.id());
        }
      }
    }
    List<ClaimedJob> inOrder = new ArrayList<>();
    for (Candidate candidate : chosen) {
      ClaimedJob job = claimed.get(candidate.id());
      if (job != null) {
        inOrder.add(job);
      }
    }
    return inOrder;
  }

  private List<Candidate> choose(Instant now, int most, Room room) {
    dialect.oneClaimAtATime(jdbc);
    jdbc.update(awake, statement -> new Binding(statement).time(now));
    Candidate awaited = awaited(room);
    List<String> actors =
        jdbc.query(this.actors, (row, _) -> row.getString(1)).stream().sorted().toList();
    if (actors.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> running = new HashMap<>();
    jdbc.query(
        this.running,
        row -> {
          running.put(row.getString(1), row.getInt(2));
        });
    FairChoice choice =
        new FairChoice(
            (positions, each) -> dialect.next(jdbc, positions, each),
            room,
            awaited,
            actors,
            running,
            mostOfActor,
            lastServed);
    List<Candidate> chosen = choice.choose(most);
    lastServed = choice.lastServed();
    return chosen;
  }

  /** The job that is asked about first, if it still waits. */
  private @Nullable Candidate awaited(Room room) {
    JobId id = room.awaited();
    if (id == null) {
      return null;
    }
    List<Candidate> found =
        jdbc.query(ONE, statement -> new Binding(statement).id(id), (row, _) -> Candidate.of(row));
    if (found.isEmpty()) {
      room.awaitNoMore();
      return null;
    }
    return found.getFirst();
  }

  private Map<JobId, ClaimedJob> take(List<Candidate> chosen, String node, Instant now) {
    if (chosen.isEmpty()) {
      return Map.of();
    }
    Map<JobId, Taken> taken = new HashMap<>();
    jdbc.query(
        take,
        statement ->
            dialect.among(new Binding(statement), chosen.stream().map(Candidate::id).toList()),
        row -> {
          Taken job = Taken.of(row);
          taken.put(job.stored().id(), job);
        });
    Map<JobId, Long> leases = queue.get().pick(taken.keySet(), node, now);
    Map<JobId, StoredJob> jobs = new HashMap<>();
    taken.forEach((id, job) -> jobs.put(id, job.stored()));
    JobChanges changes = new JobChanges(table, jobs);
    Map<JobId, ClaimedJob> claimed = new HashMap<>();
    leases.forEach((id, lease) -> {
      Taken job = taken.get(id);
      if (job != null) {
        changes.start(id, node, lease, now);
        claimed.put(id, job.claimed(now, lease));
      }
    });
    changes.write(queue.get());
    return claimed;
  }

  /** A job with what is to be run. */
  private record Taken(StoredJob stored, Submission submission, Instant createdAt) {

    /** Reads {@link JobTable#COLUMNS}, and what follows them. */
    static Taken of(ResultSet row) throws SQLException {
      return new Taken(
          JobTable.job(row),
          new Submission(
              new Actor(
                  row.getString(13),
                  StoredJson.metadata(row.getBytes(20)),
                  StoredJson.groups(row.getBytes(21))),
              Source.ofBytes(row.getBytes(18)),
              row.getString(14),
              Json.ofUtf8(row.getBytes(19)),
              StoredJson.labels(row.getBytes(16)),
              StoredJson.limits(row.getBytes(17)),
              trace(row.getString(22))),
          Instant.ofEpochMilli(row.getLong(15)));
    }

    /** What this version can't read belongs to no trace; the job is run in any case. */
    private static @Nullable TraceParent trace(@Nullable String stored) {
      return stored == null ? null : TraceParent.parse(stored).orElse(null);
    }

    ClaimedJob claimed(Instant now, long lease) {
      return new ClaimedJob(
          stored.id(),
          stored.attempt(),
          submission,
          stored.retry(),
          createdAt,
          now,
          stored.logs(),
          lease);
    }
  }
}
