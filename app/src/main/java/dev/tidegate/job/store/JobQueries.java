package dev.tidegate.job.store;

import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobDocument.Allowance;
import dev.tidegate.job.JobDocument.Consumption;
import dev.tidegate.job.JobDocument.Line;
import dev.tidegate.job.JobEvent;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobPage;
import dev.tidegate.job.JobQuery;
import dev.tidegate.job.JobState;
import dev.tidegate.lua.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what anybody may want to know about jobs. */
final class JobQueries {

  private static final String DOCUMENT =
      """
      jobs.id, jobs.name, jobs.state, jobs.actor, jobs.labels, jobs.created_at, jobs.started_at,
      jobs.finished_at, jobs.attempt, jobs.max_attempts, jobs.error, jobs.limits, jobs.usage
      """;
  private static final String FIND =
      "select "
          + DOCUMENT
          + ", job_results.result from jobs left join job_results on job_results.job_id = jobs.id"
          + " where jobs.id = ?";
  private static final String LOG =
      """
      select data from job_events where job_id = ? and log_seq > 0 and log_seq > ?
      order by log_seq limit ?
      """;
  private static final String EVENTS =
      """
      select seq, time, kind, data from job_events where job_id = ? and seq > ?
      order by seq limit ?
      """;
  static final String CANCELLED =
      """
      select id from jobs where state = 'running' and node = ? and cancel_at is not null order by id
      """;
  private static final String ACTIVE =
      """
      select 'queued', (select count(*) from jobs where state = 'queued')
      union all select 'running', (select count(*) from jobs where state = 'running')
      """;

  private static final String BACKLOG =
      """
      select ready.jobs, later.jobs, active.jobs, ready.due, later.due
      from (select count(*) as jobs, min(due_at) as due from jobs
            where state = 'queued' and ready = 1) as ready,
           (select count(*) as jobs, min(due_at) as due from jobs
            where state = 'queued' and ready = 0) as later,
           (select count(*) as jobs from jobs where state = 'running') as active
      """;

  private final JdbcTemplate jdbc;

  JobQueries(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  Optional<JobDocument> find(JobId id) {
    return jdbc
        .query(
            FIND,
            statement -> new Binding(statement).id(id),
            (row, _) -> document(row, row.getBytes(14)))
        .stream()
        .findFirst();
  }

  JobPage list(JobQuery query) {
    JobListing listing = new JobListing(query);
    List<JobDocument> found =
        jdbc.query(
            "select " + DOCUMENT + listing.rest(),
            statement -> listing.bind(new Binding(statement)),
            (row, _) -> document(row, null));
    return found.size() > query.limit()
        ? new JobPage(found.subList(0, query.limit()), true)
        : new JobPage(found, false);
  }

  List<Line> log(JobId id, long after, int limit) {
    return jdbc.query(
        LOG,
        statement -> new Binding(statement).id(id).number(after).number(limit),
        (row, _) -> StoredJson.line(row.getBytes(1)));
  }

  List<JobEvent> events(JobId id, long after, int limit) {
    return jdbc.query(
        EVENTS,
        statement -> new Binding(statement).id(id).number(after).number(limit),
        (row, _) ->
            new JobEvent(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                JobTable.kind(row.getString(3)),
                Json.ofUtf8(row.getBytes(4))));
  }

  List<JobId> cancelled(String node) {
    return jdbc.query(
        CANCELLED,
        statement -> new Binding(statement).text(node),
        (row, _) -> JobTable.id(row.getString(1)));
  }

  Map<JobState, Long> active() {
    Map<JobState, Long> counts = new EnumMap<>(JobState.class);
    jdbc.query(
        ACTIVE,
        row -> {
          counts.put(JobTable.state(row.getString(1)), row.getLong(2));
        });
    return counts;
  }

  Backlog backlog() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            BACKLOG,
            (row, _) ->
                new Backlog(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    Stream.of(
                            Optional.ofNullable(JobTable.time(row, 4)),
                            Optional.ofNullable(JobTable.time(row, 5)))
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder())
                        .orElse(null))));
  }

  private static JobDocument document(ResultSet row, byte @Nullable [] result) throws SQLException {
    byte[] error = row.getBytes(11);
    byte[] usage = row.getBytes(13);
    return new JobDocument(
        JobTable.id(row.getString(1)),
        row.getString(2),
        JobTable.state(row.getString(3)),
        row.getString(4),
        StoredJson.labels(row.getBytes(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        JobTable.time(row, 7),
        JobTable.time(row, 8),
        row.getInt(9),
        row.getInt(10),
        result == null ? null : Json.ofUtf8(result),
        error == null ? null : StoredJson.cause(error),
        Allowance.of(StoredJson.limits(Objects.requireNonNull(row.getBytes(12)))),
        usage == null ? Consumption.NONE : StoredJson.usage(usage),
        null);
  }
}
