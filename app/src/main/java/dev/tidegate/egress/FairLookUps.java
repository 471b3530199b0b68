package dev.tidegate.egress;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Look-ups on a few threads: actors in turn, and none on more than its share of the threads, since
 * an actor whose name servers never answer must not keep the others from theirs.
 */
public final class FairLookUps implements LookUps, AutoCloseable {

  private final int mostWaiting;
  private final int share;
  private final ThreadPoolExecutor threads;
  private final ReentrantLock lock = new ReentrantLock();

  // In the order of turns; only actors with something that waits.
  private final LinkedHashMap<String, ArrayDeque<Runnable>> waiting = new LinkedHashMap<>();
  private final Map<String, Integer> running = new HashMap<>();
  private int waitingCount;

  /**
   * Makes it; threads start as they are needed.
   *
   * @param threads how many look-ups run at the same time, at least 1
   * @param mostWaiting how many may wait for a thread, at least 1
   * @param share how many of the threads one actor may occupy, at least 1
   */
  public FairLookUps(int threads, int mostWaiting, int share) {
    this.mostWaiting = mostWaiting;
    this.share = share;
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("tidegate-resolver-", 1).factory());
    this.threads.allowCoreThreadTimeOut(true);
  }

  private record Turn(String actor, Runnable lookUp) {}

  @Override
  public void run(String actor, Runnable lookUp) {
    lock.lock();
    try {
      if (waitingCount >= mostWaiting) {
        throw new RejectedExecutionException("too many look-ups wait");
      }
      waiting.computeIfAbsent(actor, _ -> new ArrayDeque<>(1)).addLast(lookUp);
      waitingCount++;
    } finally {
      lock.unlock();
    }
    // As many of these wait as look-ups do, so the queue behind the threads is bounded too.
    threads.execute(this::work);
  }

  /** How many run now. */
  public int active() {
    lock.lock();
    try {
      return running.values().stream().mapToInt(Integer::intValue).sum();
    } finally {
      lock.unlock();
    }
  }

  /** How many wait for a thread, or for their actor's share of the threads. */
  public int waiting() {
    lock.lock();
    try {
      return waitingCount;
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    for (Turn turn = next(); turn != null; turn = next()) {
      try {
        turn.lookUp().run();
      } finally {
        ended(turn.actor());
      }
    }
  }

  /** The next look-up of the first actor that has a part of its share left. */
  private @Nullable Turn next() {
    lock.lock();
    try {
      Iterator<Map.Entry<String, ArrayDeque<Runnable>>> turns = waiting.entrySet().iterator();
      while (turns.hasNext()) {
        Map.Entry<String, ArrayDeque<Runnable>> entry = turns.next();
        String actor = entry.getKey();
        if (running.getOrDefault(actor, 0) < share) {
          turns.remove();
          ArrayDeque<Runnable> lookUps = entry.getValue();
          Turn turn = new Turn(actor, lookUps.removeFirst());
          if (!lookUps.isEmpty()) {
            waiting.putLast(actor, lookUps);
          }
          waitingCount--;
          running.merge(actor, 1, Integer::sum);
          return turn;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void ended(String actor) {
    lock.lock();
    try {
      running.computeIfPresent(actor, (_, count) -> count == 1 ? null : count - 1);
    } finally {
      lock.unlock();
    }
  }

  /** Starts no look-up any more; those that run end when the resolver gives up. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
