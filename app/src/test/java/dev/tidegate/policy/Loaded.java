package dev.tidegate.policy;

import java.util.List;

/** What becomes of a policy file. */
final class Loaded {

  private Loaded() {}

  /** What is wrong with it, as {@code line:column: message}. */
  static List<String> faults(String yaml) {
    try {
      PolicyLoader.parse("f", yaml);
      return List.of();
    } catch (PolicyException refused) {
      return refused.faults().stream().map(Loaded::text).toList();
    }
  }

  /** What is hardly meant in it. */
  static List<String> warnings(String yaml) {
    return PolicyLoader.parse("f", yaml).warnings().stream().map(Loaded::text).toList();
  }

  private static String text(Finding finding) {
    return finding.toString().substring(finding.file().length() + 1);
  }
}
