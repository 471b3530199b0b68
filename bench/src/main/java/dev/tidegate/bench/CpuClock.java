package dev.tidegate.bench;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The CPU time of this process, all threads together, by the C function that Lua's {@code os.clock}
 * asks. The JDK's own answer counts in hundredths of a second.
 */
@SuppressWarnings("restricted") // the call takes and gives plain numbers
public final class CpuClock {

  /** POSIX fixes {@code CLOCKS_PER_SEC} at a million. */
  private static final long NANOS_PER_TICK = 1_000;

  private static final MethodHandle CLOCK =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("clock"),
              FunctionDescriptor.of(ValueLayout.JAVA_LONG));

  private CpuClock() {}

  /** Nanoseconds since the process began. */
  public static long nanos() {
    try {
      return (long) CLOCK.invokeExact() * NANOS_PER_TICK;
    } catch (Throwable e) {
      throw new IllegalStateException("the C function clock", e);
    }
  }
}
