package dev.tidegate.policy.expression;

import java.util.List;

/** Why a text is no expression that can be used. */
public final class ExpressionFault extends Exception {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // List.copyOf gives a serializable list
  private final List<Problem> problems;

  ExpressionFault(List<Problem> problems) {
    super(problems.toString());
    this.problems = List.copyOf(problems);
  }

  ExpressionFault(String message) {
    this(List.of(new Problem(1, 1, message)));
  }

  /**
   * One thing that is wrong.
   *
   * @param line in the expression, from 1
   * @param column in characters, from 1
   * @param message what is wrong and, where there is one, what would be right
   */
  public record Problem(int line, int column, String message) implements java.io.Serializable {}

  /** All that is wrong; at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
