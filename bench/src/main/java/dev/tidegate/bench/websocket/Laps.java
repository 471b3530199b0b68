package dev.tidegate.bench.websocket;

import dev.tidegate.bench.CpuClock;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * Counts and times the operations of all connections of this process, and says when they are to
 * end.
 */
final class Laps {

  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;

  private final ConcurrentLinkedQueue<Lap> laps = new ConcurrentLinkedQueue<>();
  private final Semaphore begun = new Semaphore(0);
  private volatile boolean measuring;
  private volatile boolean over;
  private double seconds;
  private long cpuNanos;

  /** A connection is open and begins its first operation. */
  Lap begin() {
    Lap lap = new Lap();
    laps.add(lap);
    begun.release();
    return lap;
  }

  /** Waits until so many more connections have begun. */
  void awaitBegun(int connections) throws InterruptedException {
    begun.acquire(connections);
  }

  /** Lets the connections work until the measured time is over. */
  void measure(Order order) throws InterruptedException {
    Thread.sleep(order.warmUp());
    long cpu = CpuClock.nanos();
    long start = System.nanoTime();
    measuring = true;
    Thread.sleep(order.time());
    measuring = false;
    seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    cpuNanos = CpuClock.nanos() - cpu;
    over = true;
  }

  /** Prints what was measured; after all connections have ended. */
  void print(PrintStream out) {
    int[] sorted = laps.stream().flatMapToInt(Lap::measured).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalStateException("no operation ended in the measured time");
    }
    List.of(
            Figure.RATE.line(sorted.length / seconds),
            Figure.CPU.line(cpuNanos / NANOS_PER_MICRO / sorted.length),
            Figure.P50.line(sorted[sorted.length / 2] / NANOS_PER_MICRO),
            Figure.P99.line(sorted[(int) (sorted.length * 0.99)] / NANOS_PER_MICRO))
        .forEach(out::println);
  }

  /** The operations of one connection; for one thread at a time. */
  final class Lap {

    private int[] nanos = new int[1024];
    private int count;
    private long start = System.nanoTime();

    private Lap() {}

    /** An operation has ended; whether to begin another one. */
    boolean next() {
      long now = System.nanoTime();
      if (measuring) {
        if (count == nanos.length) {
          nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = Math.clamp(now - start, 0, Integer.MAX_VALUE);
      }
      start = now;
      return !over;
    }

    private IntStream measured() {
      return IntStream.of(nanos).limit(count);
    }
  }
}
