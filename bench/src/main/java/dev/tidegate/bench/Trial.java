package dev.tidegate.bench;

import java.io.PrintStream;

/**
 * Runs programs in one engine of this JVM and prints a line for each run: the program, its CPU time
 * in nanoseconds and its checksum. The first run's time includes starting the engine.
 *
 * <p>Arguments: the engine, how many passes, and programs as {@code name=size}.
 */
final class Trial {

  private Trial() {}

  public static void main(String[] arguments) {
    long start = CpuClock.nanos();
    PrintStream out = System.out;
    Engine engine = Engine.valueOf(arguments[0]);
    int passes = Integer.parseInt(arguments[1]);
    try (Machine machine = engine.start()) {
      for (int pass = 0; pass < passes; pass++) {
        for (int i = 2; i < arguments.length; i++) {
          String[] parts = arguments[i].split("=", 2);
          long checksum = machine.run(Program.ofTitle(parts[0]), Integer.parseInt(parts[1]));
          long end = CpuClock.nanos();
          out.println(parts[0] + " " + (end - start) + " " + checksum);
          start = CpuClock.nanos();
        }
      }
      requireMeter(engine, machine);
    }
    // LuaJ's suspended coroutines are threads that would keep the JVM.
    System.exit(0);
  }

  /** Makes sure that the engine without a meter is one, and the other is not. */
  private static void requireMeter(Engine engine, Machine machine) {
    if (engine == Engine.TIDEGATE && machine.units() == 0) {
      throw new IllegalStateException("Tidegate has counted nothing");
    }
    if (engine == Engine.METERLESS && machine.units() != 0) {
      throw new IllegalStateException("something is still counted");
    }
  }
}
