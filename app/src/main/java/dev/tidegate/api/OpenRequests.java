package dev.tidegate.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The requests that stay open to wait for something: they are limited by actor and in all, and end
 * when the service stops. Safe for any thread.
 */
final class OpenRequests implements SmartLifecycle {

  /** Why there is no place. */
  enum Reached {
    /** The actor has as many as allowed. */
    ACTOR,
    /** The node has as many as allowed, or stops. */
    NODE
  }

  private final int perActor;
  private final int perNode;
  private final ReentrantLock lock = new ReentrantLock();

  /** By the actor's id; under the lock. */
  private final Map<String, Integer> counts = new HashMap<>();

  private final Set<Place> places = ConcurrentHashMap.newKeySet();
  private volatile boolean running;
  private volatile boolean closed;

  OpenRequests(int perActor, int perNode) {
    this.perActor = perActor;
    this.perNode = perNode;
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
    record Full(Reached reached) implements Entry {}
  }

  /**
   * Takes a place, if there is one.
   *
   * @param actor the actor's id
   * @param bell rung when the service stops
   */
  Entry enter(String actor, Bell bell) {
    lock.lock();
    try {
      if (closed || places.size() >= perNode) {
        return new Entry.Full(Reached.NODE);
      }
      if (counts.getOrDefault(actor, 0) >= perActor) {
        return new Entry.Full(Reached.ACTOR);
      }
      counts.merge(actor, 1, Integer::sum);
      Place place = new Place(actor, bell);
      places.add(place);
      return new Entry.Entered(place);
    } finally {
      lock.unlock();
    }
  }

  /** The place, for whom nothing is wrong without one. */
  Optional<Place> tryEnter(String actor, Bell bell) {
    return enter(actor, bell) instanceof Entry.Entered(Place place)
        ? Optional.of(place)
        : Optional.empty();
  }

  @Override
  public void start() {
    closed = false;
    running = true;
  }

  /** Lets nobody in any more, and tells those that are in to end. */
  @Override
  public void stop() {
    running = false;
    closed = true;
    places.forEach(place -> place.bell.ring());
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

    private final String actor;
    private final Bell bell;

    private Place(String actor, Bell bell) {
      this.actor = actor;
      this.bell = bell;
    }

    /** Whether the request is to end. */
    boolean isOver() {
      return closed;
    }

    /** Gives the place back; again does nothing. */
    @Override
    public void close() {
      lock.lock();
      try {
        if (places.remove(this)) {
          counts.computeIfPresent(actor, (_, count) -> count == 1 ? null : count - 1);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
