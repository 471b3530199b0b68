package dev.tidegate.policy.expression;

import java.util.Map;

/**
 * An expression that is true or false of a request. Immutable and thread-safe.
 *
 * <p>It sees {@code actor.id} and {@code actor.meta}, {@code action}, {@code resource} and {@code
 * meta}, and has the operators, macros and functions of CEL for texts, numbers, booleans, lists and
 * maps; neither time, nor bytes, nor messages.
 */
public final class Expression {

  /** How long an expression may be, in characters. */
  public static final int LONGEST = 2_048;

  /** How many steps one evaluation may take. What looks at a whole text or list takes more. */
  public static final int MOST_STEPS = 100_000;

  private final String text;
  private final Term term;
  private final int slots;

  Expression(String text, Term term, int slots) {
    this.text = text;
    this.term = term;
    this.slots = slots;
  }

  /**
   * What an expression sees. The maps hold texts, {@code Long}, {@code Double}, booleans, lists and
   * maps whose keys are texts.
   *
   * @param actorId {@code actor.id}
   * @param actorMeta {@code actor.meta}
   * @param action {@code action}
   * @param resource {@code resource}
   * @param meta {@code meta}
   */
  public record Variables(
      String actorId,
      Map<String, Object> actorMeta,
      String action,
      String resource,
      Map<String, Object> meta) {}

  /** What became of an evaluation. */
  public sealed interface Result {

    /** An answer. */
    enum Answer implements Result {
      /** It is true. */
      TRUE,
      /** It is false. */
      FALSE
    }

    /**
     * No answer.
     *
     * @param reason in words, without values of the request
     */
    record Failure(String reason) implements Result {}
  }

  /**
   * Compiles an expression.
   *
   * @throws ExpressionFault if it is none, does not fit the variables or is not boolean
   */
  public static Expression compile(String text) throws ExpressionFault {
    return Compiler.compile(text);
  }

  /** Evaluates it, in a bounded number of steps. */
  public Result evaluate(Variables variables) {
    Object value;
    try {
      value = term.value(new Run(variables, slots));
    } catch (Run.TooLong tooLong) {
      return new Result.Failure("takes more than " + MOST_STEPS + " steps");
    }
    return switch (value) {
      case Boolean truth -> truth ? Result.Answer.TRUE : Result.Answer.FALSE;
      case Flaw(String words) -> new Result.Failure(words);
      default -> new Result.Failure("is not boolean");
    };
  }

  /** As it was written. */
  public String text() {
    return text;
  }
}
