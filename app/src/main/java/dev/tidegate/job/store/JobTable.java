package dev.tidegate.job.store;

import dev.tidegate.job.JobEvent;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobState;
import dev.tidegate.job.Retry;
import dev.tidegate.lua.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads jobs within a transaction that changes them, and writes what it has made of them. */
final class JobTable {

  /** What decides about a job. */
  static final String COLUMNS =
      """
      jobs.id, jobs.state, jobs.attempt, jobs.max_attempts, jobs.backoff, jobs.node, jobs.lease,
      jobs.cancel_at, jobs.due_at, jobs.started_at, jobs.events, jobs.logs
      """;

  private static final String COUNT = "update jobs set events = ?, logs = ? where id = ?";

  private static final String CHANGE =
      """
      update jobs set state = ?, ready = ?, due_at = ?, started_at = ?, finished_at = ?,
        attempt = ?, node = ?, lease = ?, cancel_at = ?, events = ?, logs = ?, usage = ?, error = ?
      where id = ?
      """;

  private static final String ADD_EVENT =
      """
      insert into job_events (job_id, seq, time, kind, log_seq, data) values (?, ?, ?, ?, ?, ?)
      """;

  private static final String ADD_RESULT = "insert into job_results (job_id, result) values (?, ?)";

  private static final String DELETE = "delete from jobs where id = ?";

  private final JdbcTemplate jdbc;
  private final Dialect dialect;
  private final String lock;

  JobTable(JdbcTemplate jdbc, Dialect dialect) {
    this.jdbc = jdbc;
    this.dialect = dialect;
    lock =
        "select "
            + COLUMNS
            + " from jobs where "
            + dialect.among("id")
            + " order by id"
            + dialect.locked();
  }

  /** Those that there are; nobody else changes them before the transaction ends. */
  Map<JobId, StoredJob> lock(Collection<JobId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<JobId, StoredJob> found = HashMap.newHashMap(ids.size());
    jdbc.query(
        lock,
        statement -> dialect.among(new Binding(statement), ids),
        row -> {
          StoredJob job = job(row);
          found.put(job.id(), job);
        });
    return found;
  }

  /** Writes what has come to jobs. */
  void write(Collection<StoredJob> jobs) {
    List<StoredJob> changed = new ArrayList<>();
    List<StoredJob> counted = new ArrayList<>();
    List<StoredJob.Entry> events = new ArrayList<>();
    List<StoredJob> results = new ArrayList<>();
    for (StoredJob job : jobs) {
      if (job.changed()) {
        changed.add(job);
      } else if (!job.entries().isEmpty()) {
        counted.add(job);
      }
      events.addAll(job.entries());
      if (job.result() != null) {
        results.add(job);
      }
    }
    batch(CHANGE, changed, JobTable::bindChange);
    batch(
        COUNT,
        counted,
        (binding, job) -> binding.number(job.events()).number(job.logs()).id(job.id()));
    addEvents(events);
    batch(ADD_RESULT, results, JobTable::bindResult);
  }

  /** Adds events of jobs that are there. */
  void addEvents(List<StoredJob.Entry> events) {
    batch(ADD_EVENT, events, JobTable::bindEvent);
  }

  /** Deletes jobs with everything that belongs to them. */
  void delete(List<JobId> ids) {
    batch(DELETE, ids, Binding::id);
  }

  /** Executes a statement once for each item, all in one go. */
  <T> void batch(String sql, List<T> items, Binder<T> binder) {
    if (!items.isEmpty()) {
      jdbc.batchUpdate(
          sql,
          items,
          items.size(),
          (PreparedStatement statement, T item) -> binder.bind(new Binding(statement), item));
    }
  }

  /** Sets the parameters for an item. */
  @FunctionalInterface
  interface Binder<T> {

    void bind(Binding binding, T item) throws SQLException;
  }

  private static void bindChange(Binding binding, StoredJob job) throws SQLException {
    binding
        .text(job.state().text())
        .number(job.ready() ? 1 : 0)
        .time(job.due())
        .time(job.startedAt())
        .time(job.finishedAt())
        .number(job.attempt())
        .text(job.node())
        .number(job.lease())
        .time(job.cancelAt())
        .number(job.events())
        .number(job.logs())
        .bytes(job.usage() == null ? null : StoredJson.usage(job.usage()))
        .bytes(job.error() == null ? null : StoredJson.cause(job.error()))
        .id(job.id());
  }

  private static void bindEvent(Binding binding, StoredJob.Entry event) throws SQLException {
    binding
        .id(event.job())
        .number(event.seq())
        .time(event.time())
        .text(event.kind().text())
        .number(event.logSeq())
        .bytes(event.data().utf8());
  }

  private static void bindResult(Binding binding, StoredJob job) throws SQLException {
    Json result = job.result();
    binding.id(job.id()).bytes(result == null ? null : result.utf8());
  }

  /** Reads the columns of {@link #COLUMNS}. */
  static StoredJob job(ResultSet row) throws SQLException {
    return new StoredJob(
        id(row.getString(1)),
        new Retry(row.getInt(4), Duration.ofMillis(row.getLong(5))),
        state(row.getString(2)),
        row.getInt(3),
        row.getString(6),
        number(row, 7),
        time(row, 8),
        Instant.ofEpochMilli(row.getLong(9)),
        time(row, 10),
        row.getLong(11),
        row.getLong(12));
  }

  static JobId id(String text) {
    return new JobId(UUID.fromString(text));
  }

  static JobState state(String text) {
    return JobState.of(text)
        .orElseThrow(() -> new IllegalStateException("a job has an unknown state: " + text));
  }

  static JobEvent.Kind kind(String text) {
    for (JobEvent.Kind kind : JobEvent.Kind.values()) {
      if (kind.text().equals(text)) {
        return kind;
      }
    }
    throw new IllegalStateException("an event has an unknown kind: " + text);
  }

  static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Instant time(ResultSet row, int column) throws SQLException {
    Long value = number(row, column);
    return value == null ? null : Instant.ofEpochMilli(value);
  }
}
