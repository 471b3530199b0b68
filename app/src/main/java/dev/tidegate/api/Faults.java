package dev.tidegate.api;

import dev.tidegate.api.Problem.Fault;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one request, each with the place where it stands; the first ones of many. */
final class Faults {

  private static final int MOST = 20;

  private final List<Fault> faults = new ArrayList<>();

  /**
   * Adds one.
   *
   * @param pointer where, as {@link Fault#pointer()}
   * @param message what, as {@link Fault#message()}
   */
  void add(String pointer, String message) {
    if (faults.size() < MOST) {
      faults.add(new Fault(pointer, message));
    }
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  /** What ends the request; there must be a fault. */
  ProblemException problem() {
    return ProblemException.invalid(faults);
  }
}
