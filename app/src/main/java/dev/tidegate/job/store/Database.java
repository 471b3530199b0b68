package dev.tidegate.job.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** The open database, with its tables as this version needs them. */
final class Database implements AutoCloseable {

  /** Connections that are no reader's: the writer's, the queue's, and that of signals. */
  private static final int OTHERS = 6;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);
  private static final int WAL_BYTES = 64 << 20;

  /** Of 4 KiB: a checkpoint waits for the disk twice more, so it should not come too often. */
  private static final int CHECKPOINT_PAGES = 4_000;

  /** Negative: kibibytes, not pages. */
  private static final int CACHE_KIB = -16 << 10;

  private final Dialect dialect;
  private final HikariDataSource writing;
  private final HikariDataSource reading;
  private final PlatformTransactionManager transactions;
  private final @Nullable DataDirectory directory;

  private Database(
      Dialect dialect,
      HikariDataSource writing,
      HikariDataSource reading,
      @Nullable DataDirectory directory) {
    this.dialect = dialect;
    this.writing = writing;
    this.reading = reading;
    this.directory = directory;
    transactions = new JdbcTransactionManager(writing);
  }

  /**
   * Opens the file of a directory.
   *
   * @param readers how many read at the same time
   * @throws DataDirectoryException if the directory can't be used
   */
  static Database inDirectory(Path path, int readers) {
    DataDirectory directory = DataDirectory.open(path);
    try {
      return open(directory, readers);
    } catch (RuntimeException fault) {
      directory.close();
      throw fault;
    }
  }

  private static Database open(DataDirectory directory, int readers) {
    HikariConfig writer = new HikariConfig();
    writer.setPoolName("writer");
    writer.setDataSource(sqlite(directory.database(), false));
    // Whoever writes waits for the connection here, where it is handed on at once, and not for
    // the file, where SQLite would look again and again.
    writer.setMaximumPoolSize(1);
    neverReplaced(writer);
    HikariDataSource writing = migrated(new HikariDataSource(writer), Dialect.SQLITE);
    HikariConfig reader = new HikariConfig();
    reader.setPoolName("readers");
    reader.setDataSource(sqlite(directory.database(), true));
    reader.setReadOnly(true);
    reader.setMaximumPoolSize(readers);
    neverReplaced(reader);
    return new Database(Dialect.SQLITE, writing, new HikariDataSource(reader), directory);
  }

  /**
   * Opens a server's database.
   *
   * @param config has at least the URL
   */
  static Database onServer(HikariConfig config) {
    config.setPoolName("jobs");
    setUnlessConfigured(config, "reWriteBatchedInserts", "true");
    // Details of an error repeat values that were to be stored.
    setUnlessConfigured(config, "logServerErrorDetail", "false");
    setUnlessConfigured(config, "ApplicationName", "tidegate");
    setUnlessConfigured(config, "tcpKeepAlive", "true");
    setUnlessConfigured(config, "connectTimeout", Long.toString(CONNECT_TIMEOUT.toSeconds()));
    setUnlessConfigured(config, "socketTimeout", Long.toString(SOCKET_TIMEOUT.toSeconds()));
    HikariDataSource pool = migrated(new HikariDataSource(config), Dialect.POSTGRESQL);
    return new Database(Dialect.POSTGRESQL, pool, pool, null);
  }

  /** How many connections to a server there should be for as many readers. */
  static int connections(int readers) {
    return readers + OTHERS;
  }

  Dialect dialect() {
    return dialect;
  }

  /** Where transactions that write get their connection. */
  DataSource writing() {
    return writing;
  }

  /** For transactions that write; who takes part gets its connection by {@link #writing()}. */
  PlatformTransactionManager transactions() {
    return transactions;
  }

  TransactionTemplate transaction() {
    return new TransactionTemplate(transactions);
  }

  JdbcTemplate writer() {
    return new JdbcTemplate(writing);
  }

  JdbcTemplate reader() {
    return new JdbcTemplate(reading);
  }

  /** Shows the readers' connections, where they are apart from those that Spring knows. */
  void showReaders(MeterRegistry registry) {
    if (directory != null) {
      reading.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
    }
  }

  @Override
  public void close() {
    reading.close();
    writing.close();
    if (directory != null) {
      directory.close();
    }
  }

  private static SQLiteDataSource sqlite(Path file, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(Math.toIntExact(BUSY_TIMEOUT.toMillis()));
    config.setCacheSize(CACHE_KIB);
    if (readOnly) {
      config.setReadOnly(true);
    } else {
      config.setJournalMode(JournalMode.WAL);
      config.setSynchronous(SynchronousMode.FULL);
      config.setJournalSizeLimit(WAL_BYTES);
      config.setWalAutocheckpoint(CHECKPOINT_PAGES);
      config.setTransactionMode(TransactionMode.IMMEDIATE);
      config.enforceForeignKeys(true);
    }
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return source;
  }

  /** Connections to a file don't age. */
  private static void neverReplaced(HikariConfig config) {
    config.setMaxLifetime(0);
    config.setIdleTimeout(0);
    config.setKeepaliveTime(0);
  }

  private static void setUnlessConfigured(HikariConfig config, String name, String value) {
    if (!config.getDataSourceProperties().containsKey(name)
        && !config.getJdbcUrl().contains(name + "=")) {
      config.addDataSourceProperty(name, value);
    }
  }

  private static HikariDataSource migrated(HikariDataSource source, Dialect dialect) {
    try {
      Flyway.configure()
          .dataSource(source)
          .locations(dialect.migrations())
          .table("schema_history")
          .load()
          .migrate();
      return source;
    } catch (RuntimeException fault) {
      source.close();
      throw fault;
    }
  }
}
