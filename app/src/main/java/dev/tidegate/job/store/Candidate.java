package dev.tidegate.job.store;

import dev.tidegate.job.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A job whose time has come.
 *
 * @param memory its limit in bytes
 */
record Candidate(JobId id, Position position, long memory) {

  /** Reads id, actor, rank, due time and memory. */
  static Candidate of(ResultSet row) throws SQLException {
    String id = row.getString(1);
    return new Candidate(
        JobTable.id(id),
        new Position(row.getString(2), row.getInt(3), row.getLong(4), id),
        row.getLong(5));
  }
}
