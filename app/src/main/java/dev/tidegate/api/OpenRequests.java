package dev.tidegate.api;

import dev.tidegate.api.OpenRequestListener.End;
import dev.tidegate.api.OpenRequestListener.Kind;
import dev.tidegate.api.OpenRequestListener.Limit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * The requests that stay open to wait for something: they are limited by actor and in all, are cut
 * off when their client does not read, and end when the service stops. Safe for any thread.
 */
final class OpenRequests implements SmartLifecycle {

  /** How long clients have to take the end of their streams when the service stops. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

  private final int perActor;
  private final int perNode;
  private final Duration stallLimit;
  private final List<OpenRequestListener> listeners;
  private final Scheduler timer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();

  /** By the actor's id; under the lock. */
  private final Map<String, Integer> counts = new HashMap<>();

  private final Set<Place> places = ConcurrentHashMap.newKeySet();
  private volatile boolean running;
  private volatile boolean closed;
  private Disposable sweeping = () -> {};

  /**
   * Makes one that is empty.
   *
   * @param stallLimit how long a client may take nothing of what there is for it
   * @param timer looks for such clients
   */
  OpenRequests(
      int perActor,
      int perNode,
      Duration stallLimit,
      List<OpenRequestListener> listeners,
      Scheduler timer) {
    this.perActor = perActor;
    this.perNode = perNode;
    this.stallLimit = stallLimit;
    this.listeners = List.copyOf(listeners);
    this.timer = timer;
  }

  /** How many are open. */
  int count() {
    return places.size();
  }

  /** A place for a request, or what leaves none. */
  sealed interface Entry {

    /** There is one. */
    record Entered(Place place) implements Entry {}

    /** There is none. */
    record Full(Limit reached) implements Entry {}
  }

  /**
   * Takes a place, if there is one.
   *
   * @param actor the actor's id
   * @param bell rung when the service stops
   */
  Entry enter(Kind kind, String actor, Bell bell) {
    Entry entry = enterSilently(kind, actor, bell);
    switch (entry) {
      case Entry.Entered _ -> listeners.forEach(listener -> listener.opened(kind));
      case Entry.Full(Limit reached) ->
          listeners.forEach(listener -> listener.refused(kind, reached));
    }
    return entry;
  }

  private Entry enterSilently(Kind kind, String actor, Bell bell) {
    lock.lock();
    try {
      if (closed) {
        return new Entry.Full(Limit.DRAIN);
      }
      if (places.size() >= perNode) {
        return new Entry.Full(Limit.NODE);
      }
      if (counts.getOrDefault(actor, 0) >= perActor) {
        return new Entry.Full(Limit.ACTOR);
      }
      counts.merge(actor, 1, Integer::sum);
      Place place = new Place(kind, actor, bell);
      places.add(place);
      return new Entry.Entered(place);
    } finally {
      lock.unlock();
    }
  }

  /** The place, for whom nothing is wrong without one. */
  Optional<Place> tryEnter(Kind kind, String actor, Bell bell) {
    return enter(kind, actor, bell) instanceof Entry.Entered(Place place)
        ? Optional.of(place)
        : Optional.empty();
  }

  @Override
  public void start() {
    closed = false;
    running = true;
    sweeping =
        timer.schedulePeriodically(
            this::sweep,
            SWEEP_INTERVAL.toMillis(),
            SWEEP_INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Cuts off whoever has not read for too long. */
  void sweep() {
    places.stream().filter(place -> place.stalledFor(stallLimit)).forEach(Place::cut);
  }

  /**
   * Lets nobody in any more, tells those that are in to end, and cuts off whoever does not take
   * that in.
   */
  @Override
  public void stop() {
    running = false;
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    sweeping.dispose();
    places.forEach(place -> place.bell.ring());
    awaitNone();
    places.forEach(Place::cut);
  }

  private void awaitNone() {
    lock.lock();
    try {
      long rest = FAREWELL.toNanos();
      while (!places.isEmpty() && rest > 0) {
        rest = left.awaitNanos(rest);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Just before the web server begins to wait for the requests that it has. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
  }

  /** What a request has until it is closed. */
  final class Place implements AutoCloseable {

    private static final long NOTHING = 0;

    private final Kind kind;
    private final String actor;
    private final Bell bell;
    private volatile Runnable connection = () -> {};
    private volatile End end = End.GONE;

    /** Since when there is something that the client has not taken, or {@link #NOTHING}. */
    private volatile long offeredSince = NOTHING;

    private Place(Kind kind, String actor, Bell bell) {
      this.kind = kind;
      this.actor = actor;
      this.bell = bell;
    }

    /** Whether the request is to end. */
    boolean isOver() {
      return closed;
    }

    /** How the client's connection is closed, should it not read. */
    void closesBy(Runnable closing) {
      connection = closing;
    }

    /** There is something for the client. */
    void offered() {
      offeredSince = System.nanoTime() | 1;
    }

    /** The client has taken it. */
    void taken() {
      offeredSince = NOTHING;
    }

    private boolean stalledFor(Duration time) {
      long since = offeredSince;
      return since != NOTHING && System.nanoTime() - since > time.toNanos();
    }

    private void cut() {
      end = End.STALLED;
      connection.run();
    }

    /** How it ended; the client has gone away where nobody says. */
    void endsAs(End how) {
      if (end != End.STALLED) {
        end = how;
      }
    }

    /** Gives the place back; again does nothing. */
    @Override
    public void close() {
      if (leave()) {
        listeners.forEach(listener -> listener.closed(kind, end));
      }
    }

    private boolean leave() {
      lock.lock();
      try {
        if (!places.remove(this)) {
          return false;
        }
        counts.computeIfPresent(actor, (_, count) -> count == 1 ? null : count - 1);
        left.signalAll();
        return true;
      } finally {
        lock.unlock();
      }
    }
  }
}
