package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.tidegate.job.ClaimedJob;
import dev.tidegate.job.NodeId;
import dev.tidegate.job.StoreUnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Has the scheduler pick jobs as the store hands them out: fairly, and as far as there is room. The
 * scheduler's other tasks are picked beside them.
 */
final class ClaimingCustomization implements JdbcCustomization {

  private final JdbcCustomization database;
  private final Claims claims;
  private final SchedulerEntries entries;
  private final NodeId node;
  private final Duration pollInterval;
  private final Outage outage =
      new Outage(LoggerFactory.getLogger(ClaimingCustomization.class), "no jobs can be taken on");

  /** When other tasks were last looked for; on the scheduler's thread only. */
  private long lookedForOthers;

  /**
   * Makes one.
   *
   * @param pollInterval how often other tasks are looked for, however often jobs are
   */
  ClaimingCustomization(
      JdbcCustomization database,
      Claims claims,
      SchedulerEntries entries,
      NodeId node,
      Duration pollInterval) {
    this.database = database;
    this.claims = claims;
    this.entries = entries;
    this.node = node;
    this.pollInterval = pollInterval;
    lookedForOthers = System.nanoTime() - pollInterval.toNanos();
  }

  @Override
  public boolean supportsSingleStatementLockAndFetch() {
    return true;
  }

  @Override
  public List<Execution> lockAndFetchSingleStatement(
      JdbcTaskRepositoryContext context, Instant now, int limit, boolean orderByPriority) {
    List<Execution> picked = new ArrayList<>();
    try {
      long nanos = System.nanoTime();
      if (nanos - lookedForOthers >= pollInterval.toNanos()) {
        picked.addAll(entries.pickOthers(node.value(), now));
        lookedForOthers = nanos;
      }
      claims.claim(now, limit).forEach(job -> picked.add(execution(job, now)));
      outage.isOver();
    } catch (StoreUnavailableException | DataAccessException fault) {
      outage.goesOn(fault);
    }
    return picked;
  }

  private Execution execution(ClaimedJob job, Instant now) {
    return new Execution(
        now,
        new TaskInstance<Void>(SchedulerEntries.JOB, job.id().toString()),
        true,
        node.value(),
        null,
        null,
        0,
        now,
        job.lease());
  }

  @Override
  public String getName() {
    return database.getName();
  }

  @Override
  public void setInstant(PreparedStatement statement, int index, Instant value)
      throws SQLException {
    database.setInstant(statement, index, value);
  }

  @Override
  public Instant getInstant(ResultSet row, String column) throws SQLException {
    return database.getInstant(row, column);
  }

  @Override
  public void setTaskData(PreparedStatement statement, int index, byte[] value)
      throws SQLException {
    database.setTaskData(statement, index, value);
  }

  @Override
  public byte[] getTaskData(ResultSet row, String column) throws SQLException {
    return database.getTaskData(row, column);
  }

  @Override
  public boolean supportsExplicitQueryLimitPart() {
    return database.supportsExplicitQueryLimitPart();
  }

  @Override
  public String getQueryLimitPart(int limit) {
    return database.getQueryLimitPart(limit);
  }

  @Override
  public boolean supportsGenericLockAndFetch() {
    return false;
  }

  @Override
  public String createGenericSelectForUpdateQuery(
      String table, int limit, String condition, boolean orderByPriority) {
    return database.createGenericSelectForUpdateQuery(table, limit, condition, orderByPriority);
  }

  @Override
  public String createSelectDueQuery(
      String table, int limit, String condition, boolean orderByPriority) {
    return database.createSelectDueQuery(table, limit, condition, orderByPriority);
  }
}
