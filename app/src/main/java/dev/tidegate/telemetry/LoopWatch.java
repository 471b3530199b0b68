package dev.tidegate.telemetry;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Measures how long some event loops take to get to what they are given, by giving each a task that
 * does nothing. One that does not get to it at all shows by how long it has been owing that.
 */
final class LoopWatch {

  private final Supplier<? extends Iterable<? extends Executor>> loops;
  private final Timer delay;
  private final LongSupplier nanoTime;

  /** Since when each loop that has not got to its task has it. */
  private final Map<Executor, Long> owing = new ConcurrentHashMap<>();

  LoopWatch(
      Supplier<? extends Iterable<? extends Executor>> loops, Timer delay, LongSupplier nanoTime) {
    this.loops = loops;
    this.delay = delay;
    this.nanoTime = nanoTime;
  }

  /** Gives each loop a task that has none. */
  void probe() {
    List<Executor> all = new ArrayList<>();
    loops.get().forEach(all::add);
    owing.keySet().retainAll(all);
    all.forEach(this::probe);
  }

  private void probe(Executor loop) {
    long asked = nanoTime.getAsLong();
    if (owing.putIfAbsent(loop, asked) != null) {
      return;
    }
    try {
      loop.execute(() -> {
        owing.remove(loop);
        delay.record(nanoTime.getAsLong() - asked, TimeUnit.NANOSECONDS);
      });
    } catch (RejectedExecutionException ended) {
      // It will not get to anything any more.
      owing.remove(loop);
    }
  }

  /** For how long the loop that is furthest behind has not got to its task; zero if none is. */
  Duration stalled() {
    long now = nanoTime.getAsLong();
    return Duration.ofNanos(
        owing.values().stream().mapToLong(since -> now - since).max().orElse(0));
  }
}
