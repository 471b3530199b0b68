package dev.tidegate.job.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A real PostgreSQL, started once for all tests of a JVM and stopped with it. Each test takes a
 * database of its own.
 */
public final class PostgresServer {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private PostgresServer() {}

  /** An empty database's URL, with user and password in it. */
  public static String newDatabase() {
    String name = "test" + DATABASES.incrementAndGet();
    administrator().execute("create database " + name);
    return Running.SERVER.getJdbcUrl("postgres", name);
  }

  /** Ends all connections to a database, as a restart of the server would. */
  public static void cutConnections(String url) {
    String name = url.replaceAll(".*/([a-z0-9]+)(\\?.*)?", "$1");
    administrator()
        .query(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = ?",
            row -> {},
            name);
  }

  /** May do everything. */
  static JdbcTemplate administrator() {
    return new JdbcTemplate(source());
  }

  private static DataSource source() {
    return Running.SERVER.getPostgresDatabase();
  }

  private static final class Running {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
  }
}
