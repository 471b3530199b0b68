package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.List;

/** What is found while policies, or what stands beside them, are read. */
public final class Findings {

  private final List<Finding> faults = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();

  /** Something wrong. */
  public void fault(Finding finding) {
    faults.add(finding);
  }

  void warn(Finding finding) {
    warnings.add(finding);
  }

  /** What is wrong, in the order in which it was found. */
  public List<Finding> faults() {
    return faults;
  }

  List<Finding> warnings() {
    return warnings;
  }
}
