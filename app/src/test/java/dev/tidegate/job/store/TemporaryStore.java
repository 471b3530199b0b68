package dev.tidegate.job.store;

import com.zaxxer.hikari.HikariConfig;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobQueue;
import dev.tidegate.job.JobSignals;
import dev.tidegate.job.JobStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A store for a test, closed at its end: of a file in a directory that the test gives, or of a
 * database of {@link PostgresServer}. Opened again on the same, it is the same.
 */
public final class TemporaryStore implements AutoCloseable {

  /** Bounds that no test reaches by chance. */
  static final QueueBounds WIDE = new QueueBounds(1_000, 10_000, 100_000);

  private static final StoreProperties SIZES = new StoreProperties(4, 1_000, 256, 10_000);

  private final Database database;
  private final JobWatches watches = new JobWatches();
  private final Enquiries enquiries;
  private final JobNews news;
  private final JobQueue queue;
  private final JdbcJobStore store;

  private TemporaryStore(
      Database database, QueueBounds bounds, Function<DataSource, JobQueue> queue) {
    this.database = database;
    this.queue = queue.apply(database.writing());
    enquiries = Enquiries.of(database, () -> _ -> Optional.empty());
    news = JobNews.of(database, watches, enquiries);
    store = new JdbcJobStore(database, () -> this.queue, bounds, SIZES, news::tell);
    news.start();
    store.start();
  }

  /** In a file. */
  public static TemporaryStore in(Path directory) {
    return in(directory, WIDE);
  }

  static TemporaryStore in(Path directory, QueueBounds bounds) {
    return new TemporaryStore(
        Database.inDirectory(directory, SIZES.readers()), bounds, TableQueue::new);
  }

  /** In the database of this URL. */
  public static TemporaryStore at(String url) {
    return at(url, WIDE);
  }

  static TemporaryStore at(String url, QueueBounds bounds) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(Database.connections(SIZES.readers()));
    return new TemporaryStore(Database.onServer(config), bounds, TableQueue::new);
  }

  /** The store itself. */
  public JobStore jobs() {
    return store;
  }

  /** The same, for tests of the package. */
  JdbcJobStore store() {
    return store;
  }

  Database database() {
    return database;
  }

  /** Tells of changes. */
  public JobSignals signals() {
    return watches;
  }

  /** The entries of the queue. */
  public JobQueue queue() {
    return queue;
  }

  /** That of the store's transactions. */
  public DataSource dataSource() {
    return database.writing();
  }

  /** For whoever changes something together with the store. */
  public PlatformTransactionManager transactions() {
    return database.transactions();
  }

  /** Whether the scheduler has an entry for a job. */
  public boolean queued(JobId id) {
    Integer entries =
        database
            .writer()
            .queryForObject(
                "select count(*) from scheduled_tasks where task_instance = ?",
                Integer.class,
                id.toString());
    return entries != null && entries == 1;
  }

  @Override
  public void close() {
    store.close();
    news.close();
    enquiries.close();
    database.close();
  }
}
