package dev.tidegate.lua.fiber;

import java.util.function.BooleanSupplier;

/**
 * What a worker attends to between slices, such as its sockets. What happens there may submit
 * slices; the same worker then mostly runs them next, without waking another thread.
 *
 * <p>All methods but {@link #wakeUp()} are called on the worker's thread.
 */
public interface Poller {

  /** Makes the poller of a worker; on any thread, before the worker runs. */
  @FunctionalInterface
  interface Factory {

    /** For workers that have nothing to attend to. */
    Factory NONE = Parking::new;

    /**
     * Makes a poller.
     *
     * @param worker the thread that will call it
     */
    Poller create(Thread worker);
  }

  /** Whether there is anything to attend to: then a slice must not go on for long. */
  default boolean isWanted() {
    return true;
  }

  /** Does what is due, without waiting. Takes no longer than a slice may. */
  void poll();

  /**
   * Waits until something is due, then does it. Returns at the latest after {@link #wakeUp()}, and
   * may return at any time.
   *
   * @param mayWait false once there is something else to do; asked anew right before waiting
   */
  void await(BooleanSupplier mayWait);

  /** Ends an {@link #await} that is under way, or the next one. From any thread. */
  void wakeUp();

  /** Nothing but this poller needs the thread any more; returning ends it. */
  void finish();
}
