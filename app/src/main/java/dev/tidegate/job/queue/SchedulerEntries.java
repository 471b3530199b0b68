package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobQueue;
import dev.tidegate.job.SharedClock;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The scheduler's table. Jobs have an entry each until they end, with the job's id as its instance;
 * the scheduler's own ways to add, pick, release and remove are not used for them, because these
 * have to happen together with what the store does.
 */
final class SchedulerEntries implements JobQueue {

  /** The name of the task that all jobs are instances of. */
  static final String JOB = "job";

  private static final String PICK =
      """
      update scheduled_tasks
      set picked = ?, picked_by = ?, last_heartbeat = ?, version = version + 1
      where task_name = ? and picked = ? and task_instance in
      """;

  private static final String PICKED_VERSIONS = " returning task_instance, version";

  private static final String PICK_OTHERS =
      """
      update scheduled_tasks
      set picked = ?, picked_by = ?, last_heartbeat = ?, version = version + 1
      where task_name <> ? and picked = ? and execution_time <= ?
      returning *
      """;

  private static final String ADD =
      """
      insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
      values (?, ?, ?, ?, 1)
      """;

  private static final String RELEASE =
      """
      update scheduled_tasks
      set picked = ?, picked_by = null, last_heartbeat = null, execution_time = ?,
        version = version + 1
      where task_name = ? and task_instance = ? and version = ?
      """;

  private static final String REMOVE =
      "delete from scheduled_tasks where task_name = ? and task_instance = ?";

  private static final String PICKED =
      """
      select task_name, task_instance, picked_by, version from scheduled_tasks where picked = ?
      """;

  private final JdbcTemplate jdbc;
  private final DatabaseKind database;
  private final JdbcCustomization customization;
  private final SharedClock clock;
  private final Bell bell;

  SchedulerEntries(JdbcTemplate jdbc, DatabaseKind database, SharedClock clock, Bell bell) {
    this.jdbc = jdbc;
    this.database = database;
    customization = database.customization();
    this.clock = clock;
    this.bell = bell;
  }

  /** An entry that a node has. */
  record Picked(String task, String instance, String node, long version) {}

  /** An entry as it was when it was picked: whoever picks or releases it raises the number. */
  record Version(String task, String instance, long number) {

    static Version of(Execution execution) {
      return new Version(execution.getTaskName(), execution.getId(), execution.version);
    }
  }

  @Override
  public Map<JobId, Long> pick(Collection<JobId> ids, String node, Instant now) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<String, JobId> byText = HashMap.newHashMap(ids.size());
    ids.forEach(id -> byText.put(id.toString(), id));
    String places = String.join(", ", Collections.nCopies(byText.size(), "?"));
    Map<JobId, Long> versions = HashMap.newHashMap(ids.size());
    jdbc.query(
        PICK + " (" + places + ")" + PICKED_VERSIONS,
        statement -> {
          int index = bindPick(statement, node, now);
          statement.setString(index++, JOB);
          statement.setBoolean(index++, false);
          for (String id : byText.keySet()) {
            statement.setString(index++, id);
          }
        },
        row -> {
          JobId id = byText.get(row.getString(1));
          if (id != null) {
            versions.put(id, row.getLong(2));
          }
        });
    return versions;
  }

  @Override
  public void add(Collection<JobId> ids, Instant due) {
    // Other nodes compare it with the time that all share, and it is to be due at once.
    Instant now = clock.instant();
    Instant earliest = due.isBefore(now) ? due : now;
    batch(
        ADD,
        ids,
        (statement, id) -> {
          statement.setString(1, JOB);
          statement.setString(2, id.toString());
          customization.setInstant(statement, 3, earliest);
          statement.setBoolean(4, false);
        });
  }

  @Override
  public void release(JobId id, long lease, Instant due) {
    if (!release(JOB, id.toString(), lease, due)) {
      throw new IllegalStateException("job " + id + " has no entry of version " + lease);
    }
  }

  /**
   * Lets go of an entry if it has this version.
   *
   * @return whether it had
   */
  boolean release(String task, String instance, long version, Instant due) {
    return jdbc.update(
            RELEASE,
            statement -> {
              statement.setBoolean(1, false);
              customization.setInstant(statement, 2, due);
              statement.setString(3, task);
              statement.setString(4, instance);
              statement.setLong(5, version);
            })
        == 1;
  }

  @Override
  public void remove(Collection<JobId> ids) {
    batch(
        REMOVE,
        ids,
        (statement, id) -> {
          statement.setString(1, JOB);
          statement.setString(2, id.toString());
        });
  }

  @Override
  public void wake() {
    bell.ring();
  }

  /** Takes the entries that are due and no jobs. */
  List<Execution> pickOthers(String node, Instant now) {
    List<Execution> picked = new ArrayList<>();
    jdbc.query(
        PICK_OTHERS,
        statement -> {
          int index = bindPick(statement, node, now);
          statement.setString(index++, JOB);
          statement.setBoolean(index++, false);
          customization.setInstant(statement, index, now);
        },
        row -> {
          picked.add(execution(row, node, now));
        });
    return picked;
  }

  /**
   * Writes a heartbeat of each of these, in one transaction.
   *
   * @return those that have it; the others have another version, or none, or are about to
   */
  Set<Version> beat(Collection<Version> entries, Instant now) {
    Set<Version> reached = HashSet.newHashSet(entries.size());
    jdbc.query(
        database.beat(),
        statement -> customization.setInstant(statement, database.bind(statement, entries), now),
        row -> {
          reached.add(new Version(row.getString(1), row.getString(2), row.getLong(3)));
        });
    return reached;
  }

  /** All entries that any node has. */
  List<Picked> picked() {
    return jdbc.query(
        PICKED,
        statement -> statement.setBoolean(1, true),
        (row, _) ->
            new Picked(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
  }

  private int bindPick(PreparedStatement statement, String node, Instant now) throws SQLException {
    statement.setBoolean(1, true);
    statement.setString(2, node);
    customization.setInstant(statement, 3, now);
    return 4;
  }

  private Execution execution(ResultSet row, String node, Instant now) throws SQLException {
    return new Execution(
        customization.getInstant(row, "execution_time"),
        new TaskInstance<Void>(row.getString("task_name"), row.getString("task_instance")),
        true,
        node,
        customization.getInstant(row, "last_success"),
        customization.getInstant(row, "last_failure"),
        row.getInt("consecutive_failures"),
        now,
        row.getLong("version"));
  }

  private void batch(String sql, Collection<JobId> ids, Binder binder) {
    if (!ids.isEmpty()) {
      jdbc.batchUpdate(sql, ids, ids.size(), binder::bind);
    }
  }

  @FunctionalInterface
  private interface Binder {

    void bind(PreparedStatement statement, JobId id) throws SQLException;
  }
}
