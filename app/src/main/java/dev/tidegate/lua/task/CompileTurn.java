package dev.tidegate.lua.task;

import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ScriptError;
import java.time.Duration;

/** What the compiler does between two pieces of a submitted script: look at the time, give way. */
final class CompileTurn implements Runnable {

  private final Duration limit;
  private final Runnable giveWay;
  private long usedNanos;
  private long since = System.nanoTime();

  CompileTurn(Duration limit, Runnable giveWay) {
    this.limit = limit;
    this.giveWay = giveWay;
  }

  @Override
  public void run() {
    usedNanos += System.nanoTime() - since;
    if (usedNanos > limit.toNanos()) {
      throw ScriptError.of(
          ErrorKind.INVALID, "compiling takes longer than " + limit.toMillis() + " ms", false);
    }
    giveWay.run();
    since = System.nanoTime();
  }
}
