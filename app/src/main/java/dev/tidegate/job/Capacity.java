package dev.tidegate.job;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many jobs a node runs at the same time, and how much memory their limits may come to
 * together: what all of them could keep alive at once has to fit into the heap. Safe for any
 * thread.
 */
public final class Capacity {

  private final int mostJobs;
  private final long mostMemory;
  private final AtomicLong jobs = new AtomicLong();
  private final AtomicLong memory = new AtomicLong();

  /**
   * Makes the capacity of a node.
   *
   * @param mostJobs positive
   * @param mostMemory the most that the memory limits of all jobs under way may add up to, in
   *     bytes; positive
   */
  public Capacity(int mostJobs, long mostMemory) {
    if (mostJobs < 1 || mostMemory < 1) {
      throw new IllegalArgumentException("a node must have room for a job");
    }
    this.mostJobs = mostJobs;
    this.mostMemory = mostMemory;
  }

  /** The memory that the limits of all jobs under way add up to, in bytes. */
  public long reservedMemory() {
    return memory.get();
  }

  /**
   * Takes a place for a job with this memory limit, to be given back by {@link #leave(long)}.
   *
   * @return whether there was one
   */
  boolean enter(long memoryLimit) {
    if (!take(jobs, 1, mostJobs)) {
      return false;
    }
    if (!take(memory, memoryLimit, mostMemory)) {
      jobs.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave(long memoryLimit) {
    memory.addAndGet(-memoryLimit);
    jobs.decrementAndGet();
  }

  private static boolean take(AtomicLong taken, long more, long most) {
    return taken.getAndUpdate(now -> now > most - more ? now : now + more) <= most - more;
  }
}
