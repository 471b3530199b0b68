package dev.tidegate.job.store;

import dev.tidegate.job.Acceptance.Whose;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many jobs may wait. They are counted now and then, and whenever a limit seems to be reached,
 * but at most once a transaction; in between, what is accepted here is added. So nodes that accept
 * at the same time may go beyond a limit by what they accept within a second. Belongs to the thread
 * that writes.
 */
final class QueueLimits {

  private static final String OF_STORE =
      "select count(*) from (select 1 from jobs where state = 'queued' limit ?) as counted";
  private static final String OF_ACTOR =
      """
      select count(*) from (
        select 1 from jobs where actor = ? and state = 'queued' limit ?) as counted
      """;

  private static final long TRUSTED_NANOS = Duration.ofSeconds(1).toNanos();

  /** Actors whose counts are kept. */
  private static final int MOST_ACTORS = 10_000;

  private final JdbcTemplate jdbc;
  private final long ofActor;
  private final long ofStore;
  private final LongSupplier nanos;
  private final Map<String, Count> actors = new HashMap<>();
  private final Count store = new Count();
  private long rooms;

  QueueLimits(JdbcTemplate jdbc, long ofActor, long ofStore, LongSupplier nanos) {
    this.jdbc = jdbc;
    this.ofActor = ofActor;
    this.ofStore = ofStore;
    this.nanos = nanos;
  }

  long most(Whose whose) {
    return switch (whose) {
      case ACTOR -> ofActor;
      case STORE -> ofStore;
    };
  }

  /** What room there is, for one transaction. */
  Room room() {
    if (actors.size() > MOST_ACTORS) {
      actors.clear();
    }
    return new Room(nanos.getAsLong(), ++rooms);
  }

  /** What room there is in the queue. */
  final class Room {

    private final long now;
    private final long number;

    private Room(long now, long number) {
      this.now = now;
      this.number = number;
    }

    /** Takes a place; says whose limit is reached if there is none. */
    @Nullable Whose take(String actor) {
      if (full(store, ofStore, OF_STORE, ofStore)) {
        return Whose.STORE;
      }
      Count queued = actors.computeIfAbsent(actor, _ -> new Count());
      if (full(queued, ofActor, OF_ACTOR, actor, ofActor)) {
        return Whose.ACTOR;
      }
      store.add();
      queued.add();
      return null;
    }

    private boolean full(Count count, long most, String sql, Object... parameters) {
      if (count.room != number) {
        count.room = number;
        count.added = 0;
      }
      boolean stale = count.countedIn == 0 || now - count.at > TRUSTED_NANOS;
      if (stale || (count.jobs >= most && count.countedIn != number)) {
        Long counted = jdbc.queryForObject(sql, Long.class, parameters);
        // What this transaction accepts is not in the table yet.
        count.jobs = (counted == null ? 0 : counted) + count.added;
        count.at = now;
        count.countedIn = number;
      }
      return count.jobs >= most;
    }
  }

  /** How many there were, and how many have come since. */
  private static final class Count {
    private long jobs;
    private long at;
    private long countedIn;
    private long room;
    private long added;

    private void add() {
      jobs++;
      added++;
    }
  }
}
