package dev.tidegate.policy;

import java.util.Comparator;

/**
 * Something wrong, or worth a warning, at a place of a policy file.
 *
 * @param file the file's path as it was given; of a directory when the fault is the directory
 * @param line from 1; 0 when it concerns the file as a whole
 * @param column in characters from 1; 0 when it concerns the file as a whole
 * @param message what is wrong and, where there is one, what would be right
 */
public record Finding(String file, int line, int column, String message)
    implements Comparable<Finding> {

  private static final Comparator<Finding> BY_POSITION =
      Comparator.comparing(Finding::file)
          .thenComparingInt(Finding::line)
          .thenComparingInt(Finding::column)
          .thenComparing(Finding::message);

  @Override
  public int compareTo(Finding other) {
    return BY_POSITION.compare(this, other);
  }

  /** One line, {@code file:line:column: message}. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
