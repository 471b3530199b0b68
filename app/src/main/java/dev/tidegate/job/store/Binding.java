package dev.tidegate.job.store;

import dev.tidegate.job.JobId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a statement one after the other. */
final class Binding {

  private final PreparedStatement statement;
  private int index;

  Binding(PreparedStatement statement) {
    this.statement = statement;
  }

  /** The number of the parameter that comes next, for whoever sets it by other means. */
  int next() {
    return ++index;
  }

  PreparedStatement statement() {
    return statement;
  }

  Binding id(JobId id) throws SQLException {
    return text(id.toString());
  }

  Binding text(@Nullable String value) throws SQLException {
    statement.setString(next(), value);
    return this;
  }

  Binding number(int value) throws SQLException {
    statement.setInt(next(), value);
    return this;
  }

  Binding number(long value) throws SQLException {
    statement.setLong(next(), value);
    return this;
  }

  Binding number(@Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(next(), Types.BIGINT);
    } else {
      statement.setLong(next(), value);
    }
    return this;
  }

  Binding time(@Nullable Instant value) throws SQLException {
    return number(value == null ? null : (Long) value.toEpochMilli());
  }

  Binding bytes(byte @Nullable [] value) throws SQLException {
    statement.setBytes(next(), value);
    return this;
  }
}
