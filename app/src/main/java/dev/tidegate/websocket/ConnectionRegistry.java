package dev.tidegate.websocket;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The connections of all jobs of this node, and the attempts to make some: from here they are
 * limited, listed and closed. Safe from any thread.
 */
public final class ConnectionRegistry {

  private final Limits limits;
  private final InstantSource clock;
  private final Set<ConnectionLink> links = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();

  /** Connections by the actor's id; under the lock, as changes of the links are. */
  private final Map<String, Integer> perActor = new HashMap<>();

  /** Makes an empty registry. */
  public ConnectionRegistry(Limits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * How many connections there may be at once, attempts included.
   *
   * @param perActor of all jobs of one actor; at least 1
   * @param perNode of all jobs; at least 1
   */
  public record Limits(int perActor, int perNode) {

    /** Checks the ranges. */
    public Limits {
      if (perActor < 1 || perNode < 1) {
        throw new IllegalArgumentException("limits of connections must be at least 1");
      }
    }

    int of(ConnectionLimit limit) {
      return switch (limit) {
        case ACTOR -> perActor;
        case NODE -> perNode;
        case JOB -> throw new IllegalArgumentException("each job has its own");
      };
    }
  }

  Limits limits() {
    return limits;
  }

  InstantSource clock() {
    return clock;
  }

  /**
   * Takes a place for an attempt, until {@link #remove} gives it back.
   *
   * @return the limit that leaves no place, if one does
   */
  Optional<ConnectionLimit> admit(ConnectionLink link) {
    String actor = link.identity().actor().id();
    lock.lock();
    try {
      if (links.size() >= limits.perNode()) {
        return Optional.of(ConnectionLimit.NODE);
      }
      if (perActor.getOrDefault(actor, 0) >= limits.perActor()) {
        return Optional.of(ConnectionLimit.ACTOR);
      }
      perActor.merge(actor, 1, Integer::sum);
      links.add(link);
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Gives the place back; again does nothing. */
  void remove(ConnectionLink link) {
    lock.lock();
    try {
      if (links.remove(link)) {
        perActor.computeIfPresent(
            link.identity().actor().id(), (actor, count) -> count == 1 ? null : count - 1);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many connections are open, being opened or being closed. */
  public int count() {
    return links.size();
  }

  /** What has come over all connections and their scripts have not taken. */
  public Volume waiting() {
    return links.stream().map(ConnectionLink::waiting).reduce(Volume.NONE, Volume::plus);
  }

  /** The open connections of a job, oldest first. */
  public List<ConnectionSnapshot> ofJob(String jobId) {
    return links.stream()
        .filter(link -> link.identity().jobId().equals(jobId))
        .flatMap(link -> link.snapshot().stream())
        .sorted(Comparator.comparing(ConnectionSnapshot::openedAt))
        .toList();
  }

  /**
   * Closes connections with a Close frame, and gives up attempts. Returns at once; scripts find
   * their channels closed.
   *
   * @param which those to close
   * @param how code and reason of the Close frame, and who or what closes
   * @return how many, without those that were closed so before and have not ended yet
   */
  public int close(Predicate<ConnectionIdentity> which, Closure how) {
    int closed = 0;
    for (ConnectionLink link : links) {
      if (which.test(link.identity()) && link.end(how)) {
        closed++;
      }
    }
    return closed;
  }
}
