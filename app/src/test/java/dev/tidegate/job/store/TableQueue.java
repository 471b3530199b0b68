package dev.tidegate.job.store;

import dev.tidegate.job.JobId;
import dev.tidegate.job.JobQueue;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A queue that is only the scheduler's table: nothing runs what is in it. */
public final class TableQueue implements JobQueue {

  private static final String NAMED = " where task_name = 'job' and task_instance = ?";

  private final JdbcTemplate jdbc;
  private final AtomicInteger wakes = new AtomicInteger();

  /** One within the transactions of a store. */
  public TableQueue(DataSource source) {
    jdbc = new JdbcTemplate(source);
  }

  @Override
  public Map<JobId, Long> pick(Collection<JobId> ids, String node, Instant now) {
    Map<JobId, Long> picked = new HashMap<>();
    for (JobId id : ids) {
      int changed =
          jdbc.update(
              "update scheduled_tasks set picked = true, picked_by = ?, version = version + 1"
                  + NAMED
                  + " and picked = false",
              node,
              id.toString());
      if (changed == 1) {
        picked.put(
            id,
            jdbc.queryForObject(
                "select version from scheduled_tasks" + NAMED, Long.class, id.toString()));
      }
    }
    return picked;
  }

  @Override
  public void add(Collection<JobId> ids, Instant due) {
    jdbc.batchUpdate(
        "insert into scheduled_tasks (task_name, task_instance, picked, version)"
            + " values ('job', ?, false, 1)",
        ids,
        Math.max(1, ids.size()),
        (statement, id) -> statement.setString(1, id.toString()));
  }

  @Override
  public void release(JobId id, long lease, Instant due) {
    jdbc.update(
        "update scheduled_tasks set picked = false, picked_by = null, version = version + 1"
            + NAMED
            + " and version = ?",
        id.toString(),
        lease);
  }

  @Override
  public void remove(Collection<JobId> ids) {
    jdbc.batchUpdate(
        "delete from scheduled_tasks" + NAMED,
        ids,
        Math.max(1, ids.size()),
        (statement, id) -> statement.setString(1, id.toString()));
  }

  @Override
  public void wake() {
    wakes.incrementAndGet();
  }

  /** How often somebody said that entries may be due. */
  public int wakes() {
    return wakes.get();
  }
}
