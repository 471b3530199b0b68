package dev.tidegate.bench;

import dev.tidegate.lua.Run;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Measures what contexts cost in one engine of this JVM, and prints a line for each figure: its
 * name and its value.
 *
 * <p>Argument: the engine.
 */
final class Costs {

  /** CPU nanoseconds of a fresh context and a trivial script in it, on this thread alone. */
  static final String CONTEXT = "context";

  /** CPU nanoseconds of a whole job with a trivial script, all threads together. */
  static final String JOB = "job";

  /** Bytes that a context keeps which has run a trivial script. */
  static final String IDLE = "idle";

  private static final int ROUNDS = 15;
  private static final int CONTEXTS = 20_000;
  private static final int JOBS = 10_000;
  private static final int JOBS_AT_ONCE = 100;
  private static final int COLLECTIONS = 4;

  private final PrintStream out = System.out;

  /** Keeps the JIT from leaving out what makes it. */
  private final AtomicReference<Object> last = new AtomicReference<>();

  private Costs() {}

  public static void main(String[] arguments) {
    Engine engine = Engine.valueOf(arguments[0]);
    try (Machine machine = engine.start()) {
      new Costs().measure(machine);
    }
  }

  private void measure(Machine machine) {
    print(CONTEXT, median(() -> contexts(machine), CONTEXTS));
    if (machine instanceof TidegateMachine tidegate) {
      print(JOB, median(() -> jobs(tidegate), JOBS));
    }
    print(IDLE, idleBytes(machine));
  }

  private void print(String name, double value) {
    out.println(name + " " + value);
  }

  /** The median of the later rounds, for one of the things that a round does. */
  private static double median(Runnable round, int things) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long start = CpuClock.nanos();
      round.run();
      times.add((CpuClock.nanos() - start) / (double) things);
    }
    return Figures.median(Figures.later(times));
  }

  private void contexts(Machine machine) {
    for (int i = 0; i < CONTEXTS; i++) {
      last.set(machine.freshContext());
    }
  }

  private static void jobs(TidegateMachine machine) {
    for (int done = 0; done < JOBS; done += JOBS_AT_ONCE) {
      List<Run> runs = new ArrayList<>();
      for (int i = 0; i < JOBS_AT_ONCE; i++) {
        runs.add(machine.startTrivial());
      }
      runs.forEach(run -> run.outcome().toCompletableFuture().join());
    }
  }

  private static double idleBytes(Machine machine) {
    Object[] contexts = new Object[CONTEXTS];
    try {
      long before = usedBytes();
      for (int i = 0; i < contexts.length; i++) {
        contexts[i] = machine.freshContext();
      }
      return (usedBytes() - before) / (double) CONTEXTS;
    } finally {
      Reference.reachabilityFence(contexts);
    }
  }

  private static long usedBytes() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
