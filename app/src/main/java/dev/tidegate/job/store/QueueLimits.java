package dev.tidegate.job.store;

import dev.tidegate.job.Acceptance.Whose;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many jobs may wait. They are counted once a transaction, and never further than the limit;
 * nodes that accept at the same time may go beyond it by what they accept within that moment.
 */
final class QueueLimits {

  private static final String OF_STORE =
      "select count(*) from (select 1 from jobs where state = 'queued' limit ?) as counted";
  private static final String OF_ACTOR =
      """
      select count(*) from (
        select 1 from jobs where actor = ? and state = 'queued' limit ?) as counted
      """;

  private final JdbcTemplate jdbc;
  private final long ofActor;
  private final long ofStore;

  QueueLimits(JdbcTemplate jdbc, long ofActor, long ofStore) {
    this.jdbc = jdbc;
    this.ofActor = ofActor;
    this.ofStore = ofStore;
  }

  long most(Whose whose) {
    return switch (whose) {
      case ACTOR -> ofActor;
      case STORE -> ofStore;
    };
  }

  /** What room there is, for one transaction. */
  Room room() {
    return new Room();
  }

  /** What room there is in the queue. */
  final class Room {

    private final Map<String, Long> actors = new HashMap<>();
    private long store = -1;

    /** Takes a place; says whose limit is reached if there is none. */
    @Nullable Whose take(String actor) {
      if (store < 0) {
        store = count(OF_STORE, ofStore);
      }
      if (store >= ofStore) {
        return Whose.STORE;
      }
      long queued = actors.computeIfAbsent(actor, _ -> count(OF_ACTOR, actor, ofActor));
      if (queued >= ofActor) {
        return Whose.ACTOR;
      }
      actors.put(actor, queued + 1);
      store++;
      return null;
    }
  }

  private long count(String sql, Object... parameters) {
    Long count = jdbc.queryForObject(sql, Long.class, parameters);
    return count == null ? 0 : count;
  }
}
