package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import java.sql.Connection;
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
  },
  /** A file that one process has open. */
  SQLITE("SQLite") {
    @Override
    JdbcCustomization customization() {
      return new SqliteJdbcCustomization();
    }
  };

  private final String product;

  DatabaseKind(String product) {
    this.product = product;
  }

  /** How the scheduler talks to it. */
  abstract JdbcCustomization customization();

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
