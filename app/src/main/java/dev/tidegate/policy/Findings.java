package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.List;

/** What is found while a set is read. */
final class Findings {

  private final List<Finding> faults = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();

  void fault(Finding finding) {
    faults.add(finding);
  }

  void warn(Finding finding) {
    warnings.add(finding);
  }

  List<Finding> faults() {
    return faults;
  }

  List<Finding> warnings() {
    return warnings;
  }
}
