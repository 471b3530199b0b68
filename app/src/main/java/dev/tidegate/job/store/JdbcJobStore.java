package dev.tidegate.job.store;

import dev.tidegate.job.Acceptance;
import dev.tidegate.job.AttemptEnding;
import dev.tidegate.job.Cancellation;
import dev.tidegate.job.ClaimedJob;
import dev.tidegate.job.Deletion;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobDocument.Line;
import dev.tidegate.job.JobEvent;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobPage;
import dev.tidegate.job.JobQuery;
import dev.tidegate.job.JobQueue;
import dev.tidegate.job.JobState;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.NewJob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps jobs in a relational database. */
public final class JdbcJobStore implements JobStore, AutoCloseable {

  private final TransactionTemplate transaction;
  private final JobTable table;
  private final Supplier<JobQueue> queue;
  private final Consumer<Set<JobId>> news;
  private final Claims claims;
  private final JobQueries queries;
  private final GroupWriter writer;
  private final Readers readers;

  /**
   * Makes a store that does not own the database.
   *
   * @param queue the scheduler's entries
   * @param bounds how many jobs there may be
   * @param sizes how much is done and waits at the same time
   * @param news told which jobs something has happened to; must not block
   */
  JdbcJobStore(
      Database database,
      Supplier<JobQueue> queue,
      QueueBounds bounds,
      StoreProperties sizes,
      Consumer<Set<JobId>> news) {
    this.queue = queue;
    this.news = news;
    JdbcTemplate jdbc = database.writer();
    Dialect dialect = database.dialect();
    Executor callbacks = Thread.ofVirtual().name("job-store-", 0)::start;
    transaction = database.transaction();
    table = new JobTable(jdbc, dialect);
    claims = new Claims(jdbc, dialect, transaction, table, queue, bounds.running());
    queries = new JobQueries(database.reader());
    QueueLimits limits =
        new QueueLimits(jdbc, bounds.queued(), bounds.maxQueued(), System::nanoTime);
    Intake intake = new Intake(jdbc, table, new JobQueries(jdbc), limits);
    WriteTransaction writes = new WriteTransaction(jdbc, dialect, table, intake, queue);
    writer =
        new GroupWriter(
            group -> within(() -> writes.perform(group)),
            this::tell,
            callbacks,
            sizes.batch(),
            sizes.waitingWrites());
    readers = new Readers(sizes.readers(), sizes.waitingReads(), callbacks);
  }

  /** Begins to write. */
  void start() {
    writer.start();
  }

  @Override
  public CompletionStage<Acceptance> accept(NewJob job) {
    return writer.write(new Write.Accept(job));
  }

  @Override
  public List<ClaimedJob> claim(String node, Instant now, int most, Room room) {
    try {
      List<ClaimedJob> claimed = claims.claim(node, now, most, room);
      news.accept(claimed.stream().map(ClaimedJob::id).collect(Collectors.toSet()));
      return claimed;
    } catch (RuntimeException fault) {
      throw StoreFault.told(fault);
    }
  }

  @Override
  public CompletionStage<Boolean> append(
      JobId id, int attempt, String node, List<JobEvent.Fresh> events) {
    return writer.write(new Write.Append(id, attempt, node, events));
  }

  @Override
  public CompletionStage<Optional<JobState>> end(
      JobId id, int attempt, String node, List<JobEvent.Fresh> last, AttemptEnding ending) {
    return writer.write(new Write.End(id, attempt, node, last, ending));
  }

  @Override
  public boolean recover(JobId id, String node, long lease, Instant now) {
    try {
      WriteTransaction.News changed =
          within(() -> {
            JobChanges changes = new JobChanges(table, Set.of(id));
            changes.recover(id, node, lease, now);
            changes.write(queue.get());
            return new WriteTransaction.News(changes.news(), changes.released());
          });
      tell(changed);
      return changed.jobs().contains(id);
    } catch (RuntimeException fault) {
      throw StoreFault.told(fault);
    }
  }

  @Override
  public CompletionStage<Cancellation> cancel(JobId id, Instant now) {
    return writer.write(new Write.Cancel(id, now));
  }

  @Override
  public CompletionStage<List<JobId>> cancelled(String node) {
    return readers.read(() -> queries.cancelled(node));
  }

  @Override
  public CompletionStage<Deletion> delete(JobId id) {
    return writer.write(new Write.Delete(id));
  }

  @Override
  public CompletionStage<Optional<JobDocument>> find(JobId id) {
    return readers.read(() -> queries.find(id));
  }

  @Override
  public CompletionStage<JobPage> list(JobQuery query) {
    return readers.read(() -> queries.list(query));
  }

  @Override
  public CompletionStage<List<Line>> log(JobId id, long after, int limit) {
    return readers.read(() -> queries.log(id, after, limit));
  }

  @Override
  public CompletionStage<List<JobEvent>> events(JobId id, long after, int limit) {
    return readers.read(() -> queries.events(id, after, limit));
  }

  @Override
  public CompletionStage<Map<JobState, Long>> active() {
    return readers.read(queries::active);
  }

  /** The jobs that have not ended, of all nodes. */
  public CompletionStage<Backlog> backlog() {
    return readers.read(queries::backlog);
  }

  /** Says who hears from now on how long it takes. */
  public void listen(StoreListener listener) {
    writer.listen(listener);
    readers.listen(listener);
  }

  /** Takes several transactions where jobs have many events, so that others write in between. */
  @Override
  public CompletionStage<Integer> forget(Instant endedBefore, int limit) {
    return writer
        .write(new Write.Forget(endedBefore, limit))
        .thenCompose(done -> {
          int rest = limit - done.jobs();
          return done.more() && rest > 0
              ? forget(endedBefore, rest).thenApply(more -> done.jobs() + more)
              : CompletableFuture.completedStage(done.jobs());
        });
  }

  /** What it has written. */
  public StoreStatistics statistics() {
    return writer.statistics();
  }

  /** Writes what waits, and takes on nothing more. */
  @Override
  public void close() {
    writer.close();
    readers.close();
  }

  private void tell(WriteTransaction.News told) {
    news.accept(told.jobs());
    if (told.due()) {
      queue.get().wake();
    }
  }

  private <T> T within(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }
}
