package dev.tidegate.job.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A real PostgreSQL, started once for all tests of a JVM and stopped with it. Each test takes a
 * database of its own: a copy of one that has the tables, which takes less time than to make them.
 */
public final class PostgresServer {

  /** Where the build puts what the oldest version that is supported runs from. */
  private static final Path OLDEST = Path.of("target/postgres-oldest/postgres-linux-x86_64.txz");

  private static final String TEMPLATE = "migrated";
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final UnaryOperator<String> urls;
  private final JdbcTemplate administrator;

  /**
   * Of a server that runs.
   *
   * @param urls makes the URL, with the user in it, of the database of a name
   */
  PostgresServer(UnaryOperator<String> urls) {
    this.urls = urls;
    administrator = administrator(urls.apply("postgres"));
    administrator.execute("create database " + TEMPLATE);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(urls.apply(TEMPLATE));
    // One for the lock, one for the tables.
    config.setMaximumPoolSize(2);
    Database.onServer(config).close();
  }

  /** One of the newest version, which does not wait for the disk, so that tests are fast. */
  public static PostgresServer newest() {
    return Newest.SERVER;
  }

  /** One of the oldest version that is supported. It does not wait for the disk either. */
  public static PostgresServer oldest() {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "the oldest version of PostgreSQL is tested on Linux on amd64 only");
    return Oldest.SERVER;
  }

  /** A database's URL, with the user in it; the server is of the newest version. */
  public static String newDatabase() {
    return newest().database();
  }

  /** One of a server that waits for the disk, as one that is installed does. */
  public static String newDurableDatabase() {
    return Durable.SERVER.database();
  }

  /** A database's URL, with the user in it. */
  public String database() {
    // Writing all pages into the log, which is the default, takes twice as long.
    return create(" template " + TEMPLATE + " strategy file_copy");
  }

  /** One without tables. */
  String emptyDatabase() {
    return create("");
  }

  /** The first part of the server's version. */
  int version() {
    Integer number =
        administrator.queryForObject(
            "select current_setting('server_version_num')::int / 10000", Integer.class);
    return number == null ? 0 : number;
  }

  /** Ends all connections to a database, as a restart of the server would. */
  public static void cutConnections(String url) {
    String name = url.replaceAll(".*/([a-z0-9]+)(\\?.*)?", "$1");
    administrator(url.replace("/" + name, "/postgres"))
        .query(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = ?",
            row -> {},
            name);
  }

  private String create(String how) {
    String name = "test" + DATABASES.incrementAndGet();
    administrator.execute("create database " + name + how);
    return urls.apply(name);
  }

  private static JdbcTemplate administrator(String url) {
    return new JdbcTemplate(new DriverManagerDataSource(url));
  }

  private static PostgresServer start(PgBinaryResolver binaries, String durable) {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setPgBinaryResolver(binaries)
              .setServerConfig("max_connections", "200")
              .setServerConfig("fsync", durable)
              .setServerConfig("synchronous_commit", durable)
              .setServerConfig("full_page_writes", durable)
              .start();
      return new PostgresServer(name -> server.getJdbcUrl("postgres", name));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static final class Newest {
    static final PostgresServer SERVER = start(DefaultPostgresBinaryResolver.INSTANCE, "off");
  }

  private static final class Oldest {
    static final PostgresServer SERVER = start((_, _) -> Files.newInputStream(OLDEST), "off");
  }

  private static final class Durable {
    static final PostgresServer SERVER = start(DefaultPostgresBinaryResolver.INSTANCE, "on");
  }
}
