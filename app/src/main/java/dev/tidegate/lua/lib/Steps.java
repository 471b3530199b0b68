package dev.tidegate.lua.lib;

import dev.tidegate.lua.LuaRuntime;

/** Collects the small prices of a loop and charges them together, well within a slice's length. */
final class Steps {

  private static final int BATCH = 1000;

  private final LuaRuntime runtime;
  private int pending;

  Steps(LuaRuntime runtime) {
    this.runtime = runtime;
  }

  /** One more unit of work. */
  void one() {
    if (++pending >= BATCH) {
      settle();
    }
  }

  /** More work; a large amount is charged at once. */
  void add(int units) {
    if (units >= BATCH - pending) {
      runtime.charge(units);
    } else {
      pending += units;
    }
  }

  /** Charges what has not been charged yet. */
  void settle() {
    int units = pending;
    pending = 0;
    runtime.charge(units);
  }
}
