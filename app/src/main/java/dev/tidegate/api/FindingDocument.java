package dev.tidegate.api;

import dev.tidegate.policy.Finding;
import java.util.List;

/**
 * A fault or a warning of a policy file, as clients see it.
 *
 * @param file the file
 * @param line from 1; 0 for the file as a whole
 * @param column from 1; 0 for the file as a whole
 * @param message what is wrong and what would be right
 */
record FindingDocument(String file, int line, int column, String message) {

  /** As many as an answer shows. */
  static final int MOST = 200;

  /** Those of them that an answer shows. */
  static List<Finding> first(List<Finding> findings) {
    return findings.subList(0, Math.min(findings.size(), MOST));
  }

  static List<FindingDocument> all(List<Finding> findings) {
    return findings.stream()
        .map(each -> new FindingDocument(each.file(), each.line(), each.column(), each.message()))
        .toList();
  }
}
