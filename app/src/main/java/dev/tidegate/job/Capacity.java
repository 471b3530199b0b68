package dev.tidegate.job;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much memory the limits of all jobs of a node may come to together: what all of them could
 * keep alive at once has to fit into the heap. Safe for any thread.
 *
 * <p>Room can be kept for a job that is too large for what is free. As each job has a wall time, it
 * is known when at the latest enough will be free, and what is over before that, or leaves enough
 * free then, does not stand in the way and is let in. So the large job can't be put off by any that
 * come after it, and a node that is full of jobs with hours to go does not stand idle for it.
 */
public final class Capacity {

  private final long mostMemory;
  private final LongSupplier nanoTime;
  private final List<Places> all = new CopyOnWriteArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();

  /** Whoever is inside, in the order in which their time is over. Guarded by the lock. */
  private final SortedSet<Place> inside;

  private long memory;
  private long kept;
  private long entries;

  /**
   * Makes the capacity of a node.
   *
   * @param mostMemory the most that the memory limits of all jobs under way may add up to, in
   *     bytes; positive
   */
  public Capacity(long mostMemory) {
    this(mostMemory, System::nanoTime);
  }

  /**
   * Makes one.
   *
   * @param nanoTime the process's monotonic clock
   */
  Capacity(long mostMemory, LongSupplier nanoTime) {
    if (mostMemory < 1) {
      throw new IllegalArgumentException("a node must have room for a job");
    }
    this.mostMemory = mostMemory;
    this.nanoTime = nanoTime;
    long origin = nanoTime.getAsLong();
    // Times of the monotonic clock compare by their difference only.
    inside =
        new TreeSet<>(
            Comparator.comparingLong((Place place) -> place.over - origin)
                .thenComparingLong(place -> place.number));
  }

  /** The most that the memory limits of all jobs under way may add up to, in bytes. */
  public long mostMemory() {
    return mostMemory;
  }

  /** The memory that the limits of all jobs under way add up to, in bytes. */
  public long reservedMemory() {
    lock.lock();
    try {
      return memory;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes places for jobs of one sort, which share the memory with those of the others.
   *
   * @param most how many of them may be under way at the same time; not negative
   */
  public Places places(int most) {
    Places places = new Places(most, null);
    all.add(places);
    return places;
  }

  /**
   * Makes places for jobs of one sort that can wait.
   *
   * @param most how many of them may be under way at the same time; not negative
   * @param onRoom called, on any thread, when a job has ended since there was no room for one of
   *     these; must not block
   */
  public Places places(int most, Runnable onRoom) {
    Places places = new Places(most, onRoom);
    all.add(places);
    return places;
  }

  /** Whether a job that is over at some time may go before the one that room is kept for. */
  private boolean passes(long memoryLimit, long over) {
    long missing = kept - (mostMemory - memory);
    if (kept == 0 || missing <= -memoryLimit) {
      return true;
    }
    if (missing > 0) {
      for (Place place : inside) {
        missing -= place.memoryLimit;
        if (missing <= 0) {
          return over - place.over <= 0 || missing <= -memoryLimit;
        }
      }
    }
    // The other one fits now, and both don't.
    return false;
  }

  /** A place that a job has. */
  public final class Place {

    private final Places places;
    private final long memoryLimit;
    private final long over;
    private final long number;
    private boolean left;

    private Place(Places places, long memoryLimit, long over, long number) {
      this.places = places;
      this.memoryLimit = memoryLimit;
      this.over = over;
      this.number = number;
    }

    /** Gives it back; does nothing when it has been given back. */
    public void leave() {
      lock.lock();
      try {
        if (left) {
          return;
        }
        left = true;
        inside.remove(this);
        memory -= memoryLimit;
        places.jobs--;
      } finally {
        lock.unlock();
      }
      all.forEach(Places::tellOfRoom);
    }
  }

  /** Places for jobs of one sort. */
  public final class Places {

    private final int most;
    private final @Nullable Runnable onRoom;
    private final AtomicBoolean wanted = new AtomicBoolean();

    /** Guarded by the lock. */
    private int jobs;

    private Places(int most, @Nullable Runnable onRoom) {
      if (most < 0) {
        throw new IllegalArgumentException("there can't be fewer than no places");
      }
      this.most = most;
      this.onRoom = onRoom;
    }

    /** How many of these jobs may be under way at the same time. */
    public int most() {
      return most;
    }

    /** How many of these jobs are under way. */
    public int taken() {
      lock.lock();
      try {
        return jobs;
      } finally {
        lock.unlock();
      }
    }

    /**
     * Takes a place for a job.
     *
     * @param memoryLimit its memory limit, in bytes
     * @param wallTime the time after which it is over at the latest
     * @return null when there is none, or when room is kept for another and this one would stand in
     *     its way
     */
    public @Nullable Place enter(long memoryLimit, Duration wallTime) {
      return enter(memoryLimit, wallTime, false);
    }

    /** Takes a place for the job that room is kept for, if there is enough; keeps none any more. */
    public @Nullable Place enterKept(long memoryLimit, Duration wallTime) {
      return enter(memoryLimit, wallTime, true);
    }

    /**
     * Keeps room for one job, and for no other that it was kept for before.
     *
     * @param memoryLimit its memory limit, in bytes; 0 to keep none
     */
    public void keep(long memoryLimit) {
      if (memoryLimit > mostMemory) {
        throw new IllegalArgumentException("there will never be as much room");
      }
      lock.lock();
      try {
        kept = memoryLimit;
      } finally {
        lock.unlock();
      }
    }

    /** Whether all that a job lacks is memory, and there will be enough once others have ended. */
    public boolean lacksMemory(long memoryLimit) {
      lock.lock();
      try {
        return jobs < most && memoryLimit <= mostMemory && memoryLimit > mostMemory - memory;
      } finally {
        lock.unlock();
      }
    }

    private @Nullable Place enter(long memoryLimit, Duration wallTime, boolean awaited) {
      Place place = tryEnter(memoryLimit, wallTime, awaited);
      if (place != null || onRoom == null) {
        return place;
      }
      // Who leaves looks at this after giving back: one of the two sides sees the other.
      wanted.set(true);
      return tryEnter(memoryLimit, wallTime, awaited);
    }

    private @Nullable Place tryEnter(long memoryLimit, Duration wallTime, boolean awaited) {
      long over = nanoTime.getAsLong() + wallTime.toNanos();
      lock.lock();
      try {
        if (jobs >= most
            || memory > mostMemory - memoryLimit
            || !(awaited || passes(memoryLimit, over))) {
          return null;
        }
        if (awaited) {
          kept = 0;
        }
        Place place = new Place(this, memoryLimit, over, entries++);
        inside.add(place);
        memory += memoryLimit;
        jobs++;
        return place;
      } finally {
        lock.unlock();
      }
    }

    private void tellOfRoom() {
      if (onRoom != null && wanted.get() && wanted.getAndSet(false)) {
        onRoom.run();
      }
    }
  }
}
