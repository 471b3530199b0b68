package dev.tidegate.policy;

import java.util.Collection;
import java.util.List;

/** A policy set with faults. None of it is in force. */
public final class PolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // List.copyOf gives a serializable list
  private final List<Finding> faults;

  /** Of these faults, at least one, in any order. */
  public PolicyException(Collection<Finding> faults) {
    super(message(faults));
    this.faults = faults.stream().sorted().distinct().toList();
  }

  private static String message(Collection<Finding> faults) {
    List<String> lines = faults.stream().sorted().distinct().map(Finding::toString).toList();
    String head = lines.size() == 1 ? "1 fault" : lines.size() + " faults";
    return "policies refused, " + head + ":\n  " + String.join("\n  ", lines);
  }

  /** All faults of all files, by position; at least one. */
  public List<Finding> faults() {
    return faults;
  }
}
