package dev.tidegate.job.queue;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import dev.tidegate.job.queue.SchedulerEntries.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Says of everything that runs on this node that it does, in rounds: for many executions at a time,
 * so that a round takes a small part of the interval however many jobs wait here. Belongs to the
 * thread that makes the rounds.
 */
final class Heartbeats {

  /** So many in one statement: what ends meanwhile waits for no more than that. */
  private static final int BATCH = 1_000;

  /** The first may have got a connection that was cut. */
  private static final int TRIES = 3;

  private final Table table;
  private final List<SchedulerListener> listeners;
  private final Outage outage =
      new Outage(LoggerFactory.getLogger(Heartbeats.class), "no heartbeats reach it");
  private @Nullable Instant last;

  Heartbeats(Table table, List<SchedulerListener> listeners) {
    this.table = table;
    this.listeners = List.copyOf(listeners);
  }

  /** Where heartbeats are written. */
  @FunctionalInterface
  interface Table {

    /**
     * Writes a heartbeat of each of these entries, in one transaction.
     *
     * @return those that have one now; the others have another version, or none, or are about to
     */
    Set<Version> beat(Collection<Version> entries, Instant now);
  }

  /**
   * Makes the round of a moment, unless it has been made.
   *
   * @param executing what runs here when it is asked
   */
  void round(Instant now, Supplier<List<CurrentlyExecuting>> executing) {
    if (now.equals(last)) {
      return;
    }
    last = now;
    // What was claimed since has a later heartbeat than this one.
    List<CurrentlyExecuting> all =
        executing.get().stream()
            .filter(each -> !each.getExecution().lastHeartbeat.isAfter(now))
            .toList();
    List<CurrentlyExecuting> unheard = new ArrayList<>();
    boolean heard = true;
    for (int from = 0; from < all.size(); from += BATCH) {
      List<CurrentlyExecuting> batch = all.subList(from, Math.min(from + BATCH, all.size()));
      Set<Version> reached = heard ? beat(batch, now) : null;
      heard = reached != null;
      for (CurrentlyExecuting each : batch) {
        if (reached != null && reached.contains(Version.of(each.getExecution()))) {
          each.heartbeat(true, now);
        } else {
          unheard.add(each);
        }
      }
    }
    if (!unheard.isEmpty()) {
      // What has ended meanwhile has not failed.
      unheard.retainAll(new HashSet<>(executing.get()));
      unheard.forEach(each -> failed(each, now));
    }
  }

  /** Those that have been reached; null if the database was not. */
  private @Nullable Set<Version> beat(List<CurrentlyExecuting> batch, Instant now) {
    List<Version> entries = batch.stream().map(each -> Version.of(each.getExecution())).toList();
    for (int tries = 1; true; tries++) {
      try {
        Set<Version> reached = table.beat(entries, now);
        outage.isOver();
        return reached;
      } catch (DataAccessException fault) {
        if (tries == TRIES) {
          outage.goesOn(fault);
          return null;
        }
      }
    }
  }

  private void failed(CurrentlyExecuting execution, Instant now) {
    execution.heartbeat(false, now);
    listeners.forEach(listener -> listener.onExecutionFailedHeartbeat(execution));
  }
}
