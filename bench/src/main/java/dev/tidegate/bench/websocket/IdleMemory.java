package dev.tidegate.bench.websocket;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What connections take of this process. */
final class IdleMemory {

  /** The connections that are there before the first look, so that what all share is loaded. */
  static final int BEFORE = 100;

  private static final int COLLECTIONS = 4;

  private final long heap;
  private final long resident;

  private IdleMemory(long heap, long resident) {
    this.heap = heap;
    this.resident = resident;
  }

  static IdleMemory now() throws IOException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return new IdleMemory(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), residentBytes());
  }

  /** Prints the growth since then for each connection. */
  void printSince(IdleMemory before, int connections, PrintStream out) {
    List.of(
            Figure.HEAP.line((double) (heap - before.heap) / connections),
            Figure.RESIDENT.line((double) (resident - before.resident) / connections),
            Figure.PROCESS.line((double) resident))
        .forEach(out::println);
  }

  private static long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IllegalStateException("Linux does not tell the size of this process");
  }
}
