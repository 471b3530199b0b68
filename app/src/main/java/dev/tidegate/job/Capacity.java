package dev.tidegate.job;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much memory the limits of all jobs of a node may come to together: what all of them could
 * keep alive at once has to fit into the heap. Safe for any thread.
 */
public final class Capacity {

  private final long mostMemory;
  private final AtomicLong memory = new AtomicLong();
  private final List<Places> all = new CopyOnWriteArrayList<>();

  /**
   * Makes the capacity of a node.
   *
   * @param mostMemory the most that the memory limits of all jobs under way may add up to, in
   *     bytes; positive
   */
  public Capacity(long mostMemory) {
    if (mostMemory < 1) {
      throw new IllegalArgumentException("a node must have room for a job");
    }
    this.mostMemory = mostMemory;
  }

  /** The memory that the limits of all jobs under way add up to, in bytes. */
  public long reservedMemory() {
    return memory.get();
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

  /** Places for jobs of one sort. */
  public final class Places {

    private final int most;
    private final @Nullable Runnable onRoom;
    private final AtomicInteger jobs = new AtomicInteger();
    private final AtomicBoolean wanted = new AtomicBoolean();

    private Places(int most, @Nullable Runnable onRoom) {
      if (most < 0) {
        throw new IllegalArgumentException("there can't be fewer than no places");
      }
      this.most = most;
      this.onRoom = onRoom;
    }

    /** How many of these jobs are under way. */
    public int taken() {
      return jobs.get();
    }

    /**
     * Takes a place for a job with this memory limit, to be given back by {@link #leave(long)}.
     *
     * @return whether there was one
     */
    public boolean enter(long memoryLimit) {
      if (tryEnter(memoryLimit)) {
        return true;
      }
      if (onRoom == null) {
        return false;
      }
      // Who leaves looks at this after giving back: one of the two sides sees the other.
      wanted.set(true);
      return tryEnter(memoryLimit);
    }

    /** Gives a place back. */
    public void leave(long memoryLimit) {
      memory.addAndGet(-memoryLimit);
      jobs.decrementAndGet();
      all.forEach(Places::tellOfRoom);
    }

    private boolean tryEnter(long memoryLimit) {
      if (jobs.getAndUpdate(now -> now < most ? now + 1 : now) >= most) {
        return false;
      }
      if (memory.getAndUpdate(now -> now > mostMemory - memoryLimit ? now : now + memoryLimit)
          > mostMemory - memoryLimit) {
        jobs.decrementAndGet();
        return false;
      }
      return true;
    }

    private void tellOfRoom() {
      if (onRoom != null && wanted.get() && wanted.getAndSet(false)) {
        onRoom.run();
      }
    }
  }
}
