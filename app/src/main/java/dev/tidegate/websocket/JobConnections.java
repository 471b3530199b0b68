package dev.tidegate.websocket;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The connections and attempts of one job: its property, counted and ended with it (R9). */
final class JobConnections {

  private final Set<Runnable> endings = new HashSet<>();

  /** How many are open, being opened or being closed. */
  int count() {
    return endings.size();
  }

  /**
   * Adds one.
   *
   * @param ending ends it when the job ends first
   */
  void add(Runnable ending) {
    endings.add(ending);
  }

  void remove(Runnable ending) {
    endings.remove(ending);
  }

  /** Ends all of them; the job has ended. */
  void endAll() {
    List.copyOf(endings).forEach(Runnable::run);
    endings.clear();
  }
}
