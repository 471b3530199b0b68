package dev.tidegate.policy.trial;

import dev.tidegate.policy.AccessRequest;
import java.util.List;

/**
 * A request and what it should lead to.
 *
 * @param name what the case is called, unique in its file
 * @param requests what is asked, one after the other until one is refused; at least one
 * @param expectation what should come out
 * @param file where it stands
 * @param line from 1
 * @param column from 1
 */
public record Case(
    String name,
    List<AccessRequest> requests,
    Expectation expectation,
    String file,
    int line,
    int column) {

  /** Copies the list. */
  public Case {
    requests = List.copyOf(requests);
  }
}
