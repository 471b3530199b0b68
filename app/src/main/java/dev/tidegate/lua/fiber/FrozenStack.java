package dev.tidegate.lua.fiber;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much of a stack the JVM can move to the heap at once, which is what it does to suspend a
 * continuation or a virtual thread.
 */
final class FrozenStack {

  private static final long USUAL_STACK_KIB = 1024;

  private FrozenStack() {}

  /**
   * About how many of so many bytes may be in use at a suspension.
   *
   * <p>Half, because frames that the JIT has not compiled are moved by a recursion of the JVM on
   * the same stack, which takes up to 190 bytes for each (measured on Linux x64; an interpreter's
   * frame has 180 and more). And with G1 never more than half a heap region: it refuses larger
   * pieces with "Humongous stack chunk".
   */
  static long share(long stackBytes) {
    return Math.min(stackBytes / 2, largestPiece());
  }

  /** The stack of a thread that did not ask for a size, as virtual threads run on. */
  static long defaultStackBytes() {
    long kib = Long.parseLong(option("ThreadStackSize"));
    return (kib == 0 ? USUAL_STACK_KIB : kib) * 1024;
  }

  private static long largestPiece() {
    if (!Boolean.parseBoolean(option("UseG1GC"))) {
      return Long.MAX_VALUE;
    }
    long half = Long.parseLong(option("G1HeapRegionSize")) / 2;
    return half - half / 8;
  }

  private static String option(String name) {
    return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .getVMOption(name)
        .getValue();
  }
}
