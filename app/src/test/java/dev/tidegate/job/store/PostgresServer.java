package dev.tidegate.job.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A real PostgreSQL, started once for all tests of a JVM and stopped with it. Each test takes a
 * database of its own.
 */
public final class PostgresServer {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private PostgresServer() {}

  /** An empty database's URL, with the user in it. */
  public static String newDatabase() {
    return newDatabase(Shared.SERVER);
  }

  /**
   * One of a server that waits for the disk, as one that is installed does; others don't, so that
   * tests are fast.
   */
  static String newDurableDatabase() {
    return newDatabase(Durable.SERVER);
  }

  /** Ends all connections to a database, as a restart of the server would. */
  public static void cutConnections(String url) {
    String name = url.replaceAll(".*/([a-z0-9]+)(\\?.*)?", "$1");
    administrator(Shared.SERVER)
        .query(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = ?",
            row -> {},
            name);
  }

  private static String newDatabase(EmbeddedPostgres server) {
    String name = "test" + DATABASES.incrementAndGet();
    administrator(server).execute("create database " + name);
    return server.getJdbcUrl("postgres", name);
  }

  private static JdbcTemplate administrator(EmbeddedPostgres server) {
    return new JdbcTemplate(server.getPostgresDatabase());
  }

  private static EmbeddedPostgres start(String durable) {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("max_connections", "200")
          .setServerConfig("fsync", durable)
          .setServerConfig("synchronous_commit", durable)
          .setServerConfig("full_page_writes", durable)
          .start();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static final class Shared {
    static final EmbeddedPostgres SERVER = start("off");
  }

  private static final class Durable {
    static final EmbeddedPostgres SERVER = start("on");
  }
}
