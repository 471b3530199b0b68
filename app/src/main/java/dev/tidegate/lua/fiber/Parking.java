package dev.tidegate.lua.fiber;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** For workers that have nothing to attend to but slices. */
final class Parking implements Poller {

  private final Thread worker;

  Parking(Thread worker) {
    this.worker = worker;
  }

  @Override
  public boolean isWanted() {
    return false;
  }

  @Override
  public void poll() {
    // There is nothing.
  }

  @Override
  public void await(BooleanSupplier mayWait) {
    if (mayWait.getAsBoolean()) {
      LockSupport.park(this);
      // Parking returns at once while an interrupt is pending.
      Thread.interrupted();
    }
  }

  @Override
  public void wakeUp() {
    LockSupport.unpark(worker);
  }

  @Override
  public void finish() {
    // The thread may end.
  }
}
