package dev.tidegate.job.queue;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/**
 * Says once that something does not work because the store can't be reached, and once that it does.
 */
final class Outage {

  private final Logger log;
  private final String what;
  private final AtomicBoolean under = new AtomicBoolean();

  /**
   * Has not begun.
   *
   * @param what does not work meanwhile
   */
  Outage(Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  void goesOn(Throwable fault) {
    if (under.compareAndSet(false, true)) {
      log.warn("The store can't be reached, so {}: {}", what, fault.toString());
    }
  }

  void isOver() {
    if (under.get() && under.compareAndSet(true, false)) {
      log.info("The store can be reached again");
    }
  }
}
