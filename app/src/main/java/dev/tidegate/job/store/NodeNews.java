package dev.tidegate.job.store;

import dev.tidegate.job.JobId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Tells the other nodes which jobs something has happened to, and hears it from them, by the
 * server's {@code NOTIFY}. What is lost while a connection is, is made up for: whoever waits is
 * told to look when there is a connection again. What nodes ask each other comes over the same
 * connection.
 */
final class NodeNews implements JobNews {

  private static final Logger LOG = LoggerFactory.getLogger(NodeNews.class);

  private static final String CHANNEL = "tidegate_jobs";

  private static final String LISTEN = "listen " + CHANNEL + "; listen " + NodeEnquiries.CHANNEL;

  /** A loss would be made up for, so that nobody waits for the disk on account of this. */
  private static final String NOTIFY =
      "select set_config('synchronous_commit', 'off', true), pg_notify('" + CHANNEL + "', ?)";

  /** What a node says that does not know any more to which jobs something has happened. */
  private static final String ALL = "*";

  /** Ids in one message, which must be shorter than 8,000 bytes. */
  private static final int MOST_IDS = 150;

  /** Jobs of which the others have not been told yet; beyond it they are told of all. */
  private static final int MOST_UNTOLD = 100_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LEAST_BACKOFF = Duration.ofMillis(50);
  private static final Duration MOST_BACKOFF = Duration.ofSeconds(5);

  private final String self = UUID.randomUUID().toString();
  private final DataSource source;
  private final JdbcTemplate jdbc;
  private final JobWatches watches;
  private final Enquiries enquiries;
  private final Lock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Set<JobId> untold = new LinkedHashSet<>();
  private boolean untoldAll;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread listener;
  private final Thread teller;
  private volatile @Nullable Connection listening;

  /** Makes one that does nothing yet; keeps one connection. */
  NodeNews(DataSource source, JobWatches watches, Enquiries enquiries) {
    this.source = source;
    this.watches = watches;
    this.enquiries = enquiries;
    jdbc = new JdbcTemplate(source);
    listener = Thread.ofPlatform().daemon().name("job-news-listener").unstarted(this::listen);
    teller = Thread.ofPlatform().daemon().name("job-news-teller").unstarted(this::tellOthers);
  }

  @Override
  public void start() {
    listener.start();
    teller.start();
  }

  /** Tells those of this node at once, and the others soon. */
  @Override
  public void tell(Collection<JobId> jobs) {
    watches.tell(jobs);
    lock.lock();
    try {
      if (untold.size() + jobs.size() > MOST_UNTOLD) {
        untold.clear();
        untoldAll = true;
      } else {
        untold.addAll(jobs);
      }
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Ends both threads; whoever is interrupted does not wait for that. */
  @Override
  public void close() {
    closing.countDown();
    lock.lock();
    try {
      work.signal();
    } finally {
      lock.unlock();
    }
    try {
      teller.join();
      Connection open = listening;
      if (open != null) {
        // It would only come back from waiting when its patience is over.
        open.abort(Runnable::run);
      }
      listener.join();
    } catch (SQLException fault) {
      LOG.debug("The connection for news of jobs could not be closed", fault);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  private void listen() {
    Duration backoff = LEAST_BACKOFF;
    while (!closed()) {
      try (Connection connection = source.getConnection()) {
        listening = connection;
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
          statement.execute(LISTEN);
        }
        backoff = LEAST_BACKOFF;
        watches.tellAll();
        hear(connection);
      } catch (SQLException fault) {
        if (!closed()) {
          LOG.warn("No news of jobs on other nodes: {}", fault.getMessage());
          backoff = rest(backoff);
        }
      }
    }
  }

  private void hear(Connection connection) throws SQLException {
    PGConnection server = connection.unwrap(PGConnection.class);
    while (!closed()) {
      PGNotification[] heard = server.getNotifications(Math.toIntExact(PATIENCE.toMillis()));
      if (heard == null || heard.length == 0) {
        if (!connection.isValid(Math.toIntExact(PATIENCE.toSeconds()))) {
          throw new SQLException("the connection is gone");
        }
        continue;
      }
      for (PGNotification news : heard) {
        if (news.getName().equals(NodeEnquiries.CHANNEL)) {
          enquiries.hear(news.getParameter());
        } else {
          hear(news.getParameter());
        }
      }
    }
  }

  private void hear(String message) {
    List<String> parts = List.of(message.split(" "));
    if (parts.size() < 2 || parts.getFirst().equals(self)) {
      return;
    }
    if (parts.get(1).equals(ALL)) {
      watches.tellAll();
      return;
    }
    try {
      watches.tell(parts.stream().skip(1).map(JobTable::id).toList());
    } catch (IllegalArgumentException fault) {
      LOG.warn("Somebody who is no node sends news of jobs", fault);
    }
  }

  /** Waits, and says how long to wait the next time. */
  private Duration rest(Duration backoff) {
    try {
      closing.await(backoff.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      // Nobody interrupts this thread; if somebody did, the next attempt would come early.
      return LEAST_BACKOFF;
    }
    Duration doubled = backoff.multipliedBy(2);
    return doubled.compareTo(MOST_BACKOFF) > 0 ? MOST_BACKOFF : doubled;
  }

  private void tellOthers() {
    Duration backoff = LEAST_BACKOFF;
    for (List<String> messages = messages(); !messages.isEmpty(); messages = messages()) {
      try {
        for (String message : messages) {
          jdbc.query(
              NOTIFY,
              statement -> new Binding(statement).text(message),
              (RowCallbackHandler) _ -> {});
        }
        backoff = LEAST_BACKOFF;
      } catch (DataAccessException fault) {
        LOG.warn("Other nodes get no news of jobs: {}", StoreFault.reason(fault));
        forgetWhich();
        backoff = rest(backoff);
      }
    }
  }

  private void forgetWhich() {
    lock.lock();
    try {
      untold.clear();
      untoldAll = true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for something to tell; empty at the end of all. */
  private List<String> messages() {
    lock.lock();
    try {
      while (untold.isEmpty() && !untoldAll && !closed()) {
        work.awaitUninterruptibly();
      }
      if (closed()) {
        return List.of();
      }
      List<String> messages = new ArrayList<>();
      if (untoldAll) {
        messages.add(self + " " + ALL);
      } else {
        List<JobId> ids = List.copyOf(untold);
        for (int from = 0; from < ids.size(); from += MOST_IDS) {
          messages.add(
              ids.subList(from, Math.min(from + MOST_IDS, ids.size())).stream()
                  .map(JobId::toString)
                  .collect(Collectors.joining(" ", self + " ", "")));
        }
      }
      untold.clear();
      untoldAll = false;
      return messages;
    } finally {
      lock.unlock();
    }
  }
}
