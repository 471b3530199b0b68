package dev.tidegate.lua.task;

import java.util.concurrent.atomic.LongAdder;

/** What all runs of an engine count together. Safe for any thread. */
final class EngineCounts {

  private final LongAdder audits = new LongAdder();
  private final LongAdder faults = new LongAdder();
  private volatile boolean tainted;

  void audit() {
    audits.increment();
  }

  /**
   * A run has ended by a fault of the engine. An error of the JVM, such as the end of the stack,
   * may have left a class in a state that it never gets out of (JLS 12.4.2).
   */
  void fault(Throwable fault) {
    faults.increment();
    if (fault instanceof VirtualMachineError || fault instanceof LinkageError) {
      tainted = true;
    }
  }

  long audits() {
    return audits.sum();
  }

  long faults() {
    return faults.sum();
  }

  boolean tainted() {
    return tainted;
  }
}
