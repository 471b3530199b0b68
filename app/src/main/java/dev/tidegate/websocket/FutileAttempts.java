package dev.tidegate.websocket;

import dev.tidegate.lua.LuaRuntime;

/** How many attempts of one job to connect have come to nothing; on its strand. */
final class FutileAttempts {

  private int count;

  static FutileAttempts of(LuaRuntime runtime) {
    return runtime.attribute(FutileAttempts.class, FutileAttempts::new);
  }

  /** Counts one more, and says the how manyeth it is. */
  int next() {
    count++;
    return count;
  }
}
