package dev.tidegate.job.queue;

import dev.tidegate.job.Attempt;
import dev.tidegate.job.AttemptListener;
import dev.tidegate.job.Capacity;
import dev.tidegate.job.ClaimedJob;
import dev.tidegate.job.IntakeGate;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes jobs from the store for this node, as far as it has room and takes any. */
final class Claims {

  private final JobStore store;
  private final NodeId node;
  private final Capacity.Places places;
  private final IntakeGate gate;
  private final Function<ClaimedJob, Attempt> attempts;
  private final List<AttemptListener> listeners;
  private final Bell bell;
  private final int batch;

  /** Held from before room is taken until the attempts count as running. */
  private final ReentrantLock claiming = new ReentrantLock();

  private final Map<Key, Attempt> begun = new ConcurrentHashMap<>();

  /**
   * Makes one.
   *
   * @param attempts begins an attempt of a job that was claimed
   * @param batch how many are taken on at once, at most
   */
  Claims(
      JobStore store,
      NodeId node,
      Capacity.Places places,
      IntakeGate gate,
      Function<ClaimedJob, Attempt> attempts,
      List<AttemptListener> listeners,
      Bell bell,
      int batch) {
    this.store = store;
    this.node = node;
    this.places = places;
    this.gate = gate;
    this.attempts = attempts;
    this.listeners = List.copyOf(listeners);
    this.bell = bell;
    this.batch = batch;
  }

  /** Tells a claim from every other. */
  record Key(String id, long lease) {}

  /** Claims jobs, whose attempts have begun then. */
  List<ClaimedJob> claim(Instant now, int most) {
    claiming.lock();
    try {
      if (!gate.isOpen()) {
        return List.of();
      }
      int limit = Math.min(most, batch);
      Room room = new Room();
      List<ClaimedJob> jobs;
      boolean done = false;
      try {
        jobs = store.claim(node.value(), now, limit, room);
        done = true;
      } finally {
        if (!done) {
          room.giveBackAll();
        }
      }
      jobs.forEach(this::begin);
      if (jobs.size() == limit) {
        // There may be more.
        bell.ring();
      }
      return jobs;
    } finally {
      claiming.unlock();
    }
  }

  private void begin(ClaimedJob job) {
    begun.put(new Key(job.id().toString(), job.lease()), attempts.apply(job));
    Duration waited = Duration.between(job.createdAt(), job.startedAt());
    listeners.forEach(listener -> listener.claimed(job.attempt(), waited));
  }

  /** Hands over the attempt of a claim; null when it was handed over before. */
  @Nullable Attempt take(Key key) {
    return begun.remove(key);
  }

  /**
   * Waits, after the gate was closed, until what was being claimed counts as running.
   *
   * @return whether it does
   */
  boolean settle(Duration longest) throws InterruptedException {
    if (!claiming.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    claiming.unlock();
    return true;
  }

  /** The room that one claim takes. */
  private final class Room implements JobStore.Room {

    private final ArrayList<Long> taken = new ArrayList<>();

    @Override
    public boolean take(long memory) {
      boolean there = gate.isOpen() && places.enter(memory);
      if (there) {
        taken.add(memory);
      }
      return there;
    }

    @Override
    public void giveBack(long memory) {
      taken.remove(memory);
      places.leave(memory);
    }

    void giveBackAll() {
      taken.forEach(places::leave);
    }
  }
}
