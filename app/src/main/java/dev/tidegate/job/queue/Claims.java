package dev.tidegate.job.queue;

import dev.tidegate.job.Attempt;
import dev.tidegate.job.AttemptListener;
import dev.tidegate.job.Capacity;
import dev.tidegate.job.ClaimedJob;
import dev.tidegate.job.IntakeGate;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Takes jobs from the store for this node, as far as it has room and takes any. */
final class Claims {

  private final JobStore store;
  private final NodeId node;
  private final Capacity.Places places;
  private final IntakeGate gate;
  private final BiFunction<ClaimedJob, Capacity.Place, Attempt> attempts;
  private final List<AttemptListener> listeners;
  private final Bell bell;
  private final int batch;
  private final Duration patience;

  /** Held from before room is taken until the attempts count as running. */
  private final ReentrantLock claiming = new ReentrantLock();

  private @Nullable Awaited awaited;

  private final Map<Key, Attempt> begun = new ConcurrentHashMap<>();

  /**
   * Makes one.
   *
   * @param attempts begins an attempt of a job that was claimed
   * @param batch how many are taken on at once, at most
   * @param patience how long a job is passed over before room is kept for it
   */
  Claims(
      JobStore store,
      NodeId node,
      Capacity.Places places,
      IntakeGate gate,
      BiFunction<ClaimedJob, Capacity.Place, Attempt> attempts,
      List<AttemptListener> listeners,
      Bell bell,
      int batch,
      Duration patience) {
    this.store = store;
    this.node = node;
    this.places = places;
    this.gate = gate;
    this.attempts = attempts;
    this.listeners = List.copyOf(listeners);
    this.bell = bell;
    this.batch = batch;
    this.patience = patience;
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
      Room room = new Room(now);
      room.keep();
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
      jobs.forEach(job -> begin(job, room.of(job.id())));
      if (jobs.size() == limit) {
        // There may be more.
        bell.ring();
      }
      return jobs;
    } finally {
      claiming.unlock();
    }
  }

  private void begin(ClaimedJob job, Capacity.Place place) {
    begun.put(new Key(job.id().toString(), job.lease()), attempts.apply(job, place));
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

  /**
   * A job that others are let pass, because there is not enough memory for it yet.
   *
   * @param since when it was passed over first
   */
  private record Awaited(JobId id, long memory, Instant since) {}

  /** The room that one claim takes. */
  private final class Room implements JobStore.Room {

    private final Instant now;
    private final Map<JobId, Capacity.Place> taken = new HashMap<>();

    /** What was awaited and has its room now. */
    private @Nullable Awaited served;

    Room(Instant now) {
      this.now = now;
    }

    /** Keeps room for the job that has been passed over for long enough. */
    void keep() {
      Awaited job = awaited;
      if (job != null && Duration.between(job.since(), now).compareTo(patience) >= 0) {
        places.keep(job.memory());
      }
    }

    @Override
    public @Nullable JobId awaited() {
      Awaited job = awaited;
      return job == null ? null : job.id();
    }

    @Override
    public void awaitNoMore() {
      awaited = null;
      places.keep(0);
    }

    @Override
    public boolean take(JobId id, long memory, Duration wallTime) {
      if (!gate.isOpen()) {
        return false;
      }
      Awaited first = awaited;
      boolean comesFirst = first != null && first.id().equals(id);
      Capacity.Place place =
          comesFirst ? places.enterKept(memory, wallTime) : places.enter(memory, wallTime);
      if (place != null) {
        taken.put(id, place);
        if (comesFirst) {
          served = first;
          awaited = null;
        }
        return true;
      }
      if (first == null && places.lacksMemory(memory)) {
        awaited = new Awaited(id, memory, now);
      }
      return false;
    }

    @Override
    public void giveBack(JobId id) {
      of(id).leave();
      Awaited first = served;
      if (first != null && first.id().equals(id)) {
        awaited = first;
      }
    }

    /** The place of a job that has taken one; it is not given back from here any more. */
    Capacity.Place of(JobId id) {
      Capacity.Place place = taken.remove(id);
      if (place == null) {
        throw new IllegalStateException("job " + id + " has taken no place");
      }
      return place;
    }

    void giveBackAll() {
      List.copyOf(taken.keySet()).forEach(this::giveBack);
    }
  }
}
