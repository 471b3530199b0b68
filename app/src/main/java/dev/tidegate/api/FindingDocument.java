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

  static List<FindingDocument> all(List<Finding> findings) {
    return findings.stream()
        .map(each -> new FindingDocument(each.file(), each.line(), each.column(), each.message()))
        .toList();
  }
}
