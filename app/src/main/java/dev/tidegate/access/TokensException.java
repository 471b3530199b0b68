package dev.tidegate.access;

import dev.tidegate.policy.Finding;
import java.util.Collection;
import java.util.List;

/** A tokens file with faults. None of it is in force. The message shows no token and no hash. */
public final class TokensException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // toList gives a serializable list
  private final List<Finding> faults;

  /** Of these faults, at least one, in any order. */
  TokensException(Collection<Finding> faults) {
    super(message(faults));
    this.faults = faults.stream().sorted().distinct().toList();
  }

  private static String message(Collection<Finding> faults) {
    List<String> lines = faults.stream().sorted().distinct().map(Finding::toString).toList();
    String head = lines.size() == 1 ? "1 fault" : lines.size() + " faults";
    return "tokens refused, " + head + ":\n  " + String.join("\n  ", lines);
  }

  /** All faults, by position; at least one. */
  public List<Finding> faults() {
    return faults;
  }
}
