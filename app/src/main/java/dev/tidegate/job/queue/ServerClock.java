package dev.tidegate.job.queue;

import dev.tidegate.job.SharedClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The clock of the database server, so that clocks of nodes may differ as they like. It is asked
 * now and then and followed by the process's own monotonic clock in between; answers that were long
 * on their way say less and count less.
 */
final class ServerClock implements SharedClock {

  private static final String NOW = "select clock_timestamp()";

  /** How far two clocks drift apart at most, as a part of the time: more than a quartz does. */
  private static final double DRIFT = 200e-6;

  private static final int FIRST_SAMPLES = 5;

  private final Source server;
  private final LongSupplier nanoTime;
  private final Outage outage =
      new Outage(LoggerFactory.getLogger(ServerClock.class), "its clock can't be followed");
  private volatile Sample best;

  /** Asks the source some times; the first answer may also take what a connection has to do. */
  ServerClock(Source server, LongSupplier nanoTime) {
    this.server = server;
    this.nanoTime = nanoTime;
    best = server.ask(nanoTime);
    for (int i = 1; i < FIRST_SAMPLES; i++) {
      follow(server.ask(nanoTime));
    }
  }

  /** Where the time comes from. */
  @FunctionalInterface
  interface Source {

    /** Asks for the time; blocks. */
    Sample ask(LongSupplier nanoTime);
  }

  /**
   * What the server's clock showed at a moment.
   *
   * @param nanos the moment
   * @param time what it showed then
   * @param error by how much that may be wrong, in nanoseconds
   */
  record Sample(long nanos, Instant time, long error) {

    Instant at(long moment) {
      return time.plusNanos(moment - nanos);
    }

    double errorAt(long moment) {
      return error + (moment - nanos) * DRIFT;
    }
  }

  /** The clock of a database server. */
  static ServerClock of(JdbcOperations jdbc) {
    return new ServerClock(
        nanoTime ->
            Objects.requireNonNull(
                jdbc.execute((Connection connection) -> ask(connection, nanoTime))),
        System::nanoTime);
  }

  @Override
  public Instant instant() {
    return best.at(nanoTime.getAsLong());
  }

  /** Asks again. Blocks; one thread at a time. */
  void refresh() {
    try {
      follow(server.ask(nanoTime));
      outage.isOver();
    } catch (DataAccessException fault) {
      outage.goesOn(fault);
    }
  }

  /** By how much it may be wrong now. */
  Duration error() {
    return Duration.ofNanos((long) best.errorAt(nanoTime.getAsLong()));
  }

  private void follow(Sample sample) {
    long now = nanoTime.getAsLong();
    if (sample.errorAt(now) <= best.errorAt(now)) {
      best = sample;
    }
  }

  private static Sample ask(Connection connection, LongSupplier nanoTime) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long before = nanoTime.getAsLong();
      try (ResultSet row = statement.executeQuery(NOW)) {
        long after = nanoTime.getAsLong();
        if (!row.next()) {
          throw new IllegalStateException("the server does not say what time it is");
        }
        long half = (after - before) / 2;
        return new Sample(before + half, row.getObject(1, OffsetDateTime.class).toInstant(), half);
      }
    }
  }
}
