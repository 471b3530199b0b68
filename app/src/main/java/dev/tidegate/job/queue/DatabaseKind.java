package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import dev.tidegate.job.queue.SchedulerEntries.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the queue is kept in. */
enum DatabaseKind {
  /** A server that any number of nodes share. */
  POSTGRESQL("PostgreSQL") {
    @Override
    JdbcCustomization customization() {
      return new PostgreSqlJdbcCustomization(false, false);
    }

    @Override
    String beat() {
      // A job that ends just now is left alone: waiting for it could be waiting for each other.
      return """
      with alive as (
        select entry.ctid as place
        from unnest(?, ?, ?) as beating (task, instance, version)
        join scheduled_tasks as entry on entry.task_name = beating.task
          and entry.task_instance = beating.instance collate "C"
          and entry.version = beating.version
        for no key update of entry skip locked
      )
      update scheduled_tasks set last_heartbeat = ? from alive
      where scheduled_tasks.ctid = alive.place
      returning task_name, task_instance, version
      """;
    }

    @Override
    int bind(PreparedStatement statement, Collection<Version> entries) throws SQLException {
      Connection connection = statement.getConnection();
      statement.setArray(1, connection.createArrayOf("text", of(entries, Version::task)));
      statement.setArray(2, connection.createArrayOf("text", of(entries, Version::instance)));
      statement.setArray(3, connection.createArrayOf("int8", of(entries, Version::number)));
      return 4;
    }

    private static Object[] of(Collection<Version> entries, Function<Version, Object> part) {
      return entries.stream().map(part).toArray();
    }
  },
  /** A file that one process has open. */
  SQLITE("SQLite") {
    @Override
    JdbcCustomization customization() {
      return new SqliteJdbcCustomization();
    }

    @Override
    String beat() {
      return """
      with alive (task, instance, version) as (
        select value ->> 0, value ->> 1, value ->> 2 from json_each(?)
      )
      update scheduled_tasks set last_heartbeat = ?
      where (task_name, task_instance, version) in (select task, instance, version from alive)
      returning task_name, task_instance, version
      """;
    }

    @Override
    int bind(PreparedStatement statement, Collection<Version> entries) throws SQLException {
      // Names of tasks and of instances are ours: nothing in them needs an escape.
      statement.setString(
          1,
          entries.stream()
              .map(entry ->
                  "[\"%s\",\"%s\",%d]".formatted(entry.task(), entry.instance(), entry.number()))
              .collect(Collectors.joining(",", "[", "]")));
      return 2;
    }
  };

  private final String product;

  DatabaseKind(String product) {
    this.product = product;
  }

  /** How the scheduler talks to it. */
  abstract JdbcCustomization customization();

  /**
   * Sets the last heartbeat of some entries, if they have the versions that are named with them,
   * and says of which. Its parameters are the entries and then the time.
   */
  abstract String beat();

  /**
   * Sets the entries.
   *
   * @return the index of the parameter that follows
   */
  abstract int bind(PreparedStatement statement, Collection<Version> entries) throws SQLException;

  /** What is behind a data source. */
  static DatabaseKind of(DataSource dataSource) {
    String name =
        new JdbcTemplate(dataSource)
            .execute((Connection connection) -> connection.getMetaData().getDatabaseProductName());
    for (DatabaseKind each : values()) {
      if (each.product.equals(name)) {
        return each;
      }
    }
    throw new IllegalStateException("jobs can't be queued in " + name);
  }
}
