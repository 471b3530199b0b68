package dev.tidegate.job.store;

import dev.tidegate.job.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A job whose time has come.
 *
 * @param memory its limit in bytes
 * @param wallTime the time after which it is over at the latest
 */
record Candidate(JobId id, Position position, long memory, Duration wallTime) {

  /** Reads id, actor, rank, due time, memory and limits. */
  static Candidate of(ResultSet row) throws SQLException {
    String id = row.getString(1);
    return new Candidate(
        JobTable.id(id),
        new Position(row.getString(2), row.getInt(3), row.getLong(4), id),
        row.getLong(5),
        StoredJson.limits(row.getBytes(6)).wallTime());
  }
}
