package dev.tidegate.policy;

import dev.tidegate.policy.Explanation.Clause;
import dev.tidegate.regex.BoundedRegex;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a policy, ready to be asked. Where the field is absent only {@link
 * Operator#EXISTS} and {@link Operator#NEXISTS} can hold, so {@code ne} and {@code nin} do not.
 */
final class Condition implements Requirement {

  /** A longer text is not searched for a regular expression, in characters. */
  static final int LONGEST_MATCHED = 8_192;

  private final FieldPath field;
  private final Operator operator;
  private final Operand operand;
  private final Place place;
  private final Set<Object> items;

  Condition(FieldPath field, Operator operator, Operand operand, Place place) {
    this.place = place;
    this.field = field;
    this.operator = operator;
    this.operand = operand;
    this.items = operand instanceof Operand.Literal(List<?> list) ? new HashSet<>(list) : Set.of();
  }

  /** What a field is compared with. */
  sealed interface Operand {

    /** As it stands in the file. */
    record Literal(Object value) implements Operand {}

    /** A regular expression of the file. */
    record Regex(BoundedRegex regex) implements Operand {}

    /** Another field. */
    record From(FieldPath path) implements Operand {}

    /** Nothing, which only {@code exists} and {@code nexists} may have; true is meant. */
    record None() implements Operand {}
  }

  /** As it was written. */
  Policy.Condition written() {
    return switch (operand) {
      case Operand.Literal literal -> written(literal.value(), null);
      case Operand.Regex regex -> written(regex.regex().pattern().pattern(), null);
      case Operand.From from -> written(null, from.path().text());
      case Operand.None() -> written(null, null);
    };
  }

  private Policy.Condition written(@Nullable Object value, @Nullable String valueFrom) {
    return new Policy.Condition(field.text(), operator.toString(), value, valueFrom);
  }

  FieldPath field() {
    return field;
  }

  Operator operator() {
    return operator;
  }

  Operand operand() {
    return operand;
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public Clause clause() {
    return Clause.CONDITION;
  }

  @Override
  public Verdict test(AccessRequest request) {
    if (isUnknown(field, request)
        || (operand instanceof Operand.From from && isUnknown(from.path(), request))) {
      return new Verdict.Failure("there is no actor");
    }
    Object value = field.read(request);
    if (value == null && !operator.asksForPresence()) {
      return Verdict.Answer.FAILS;
    }
    return switch (operator) {
      case EQ -> Verdict.of(Values.same(value, other(request)));
      case NE -> Verdict.of(!Values.same(value, other(request)));
      case LT, GT, LTE, GTE -> compared(value, other(request));
      case IN -> isIn(value, other(request), true);
      case NIN -> isIn(value, other(request), false);
      case EXISTS -> Verdict.of((value != null) == presence(request));
      case NEXISTS -> Verdict.of((value != null) != presence(request));
      case CONTAINS -> contains(value, other(request), true);
      case NCONTAINS -> contains(value, other(request), false);
      case MATCHES -> matches(value, true);
      case NMATCHES -> matches(value, false);
    };
  }

  @Override
  public String why(AccessRequest request) {
    @Nullable Object value = field.read(request);
    if (value == null && !operator.asksForPresence()) {
      return field.text() + " is absent";
    }
    if (operator.asksForPresence()) {
      return field.text() + (value == null ? " is absent" : " is there");
    }
    String text =
        "%s is %s, %s ".formatted(field.text(), Values.shown(value), operator.otherwise());
    return switch (operand) {
      case Operand.Literal literal -> text + Values.shown(literal.value());
      case Operand.Regex regex -> text + Values.shown(regex.regex().pattern().pattern());
      case Operand.From from ->
          text + Values.shown(from.path().read(request)) + " of " + from.path().text();
      case Operand.None() -> text + "true";
    };
  }

  private static boolean isUnknown(FieldPath path, AccessRequest request) {
    return path.isOfActor()
        && request.actor().id().isEmpty()
        && request.actor().meta().values().isEmpty();
  }

  private @Nullable Object other(AccessRequest request) {
    return switch (operand) {
      case Operand.Literal literal -> literal.value();
      case Operand.From from -> from.path().read(request);
      case Operand.Regex _, Operand.None _ -> null;
    };
  }

  private boolean presence(AccessRequest request) {
    return !(other(request) instanceof Boolean wanted) || wanted;
  }

  private Verdict compared(@Nullable Object value, @Nullable Object other) {
    BigDecimal left = Values.number(value);
    BigDecimal right = Values.number(other);
    if (left == null) {
      return new Verdict.Failure(
          "%s is %s and no number, which %s needs"
              .formatted(field.text(), Values.kind(value), operator));
    }
    if (right == null) {
      return new Verdict.Failure(
          "%s compares with %s, which is no number".formatted(operator, Values.kind(other)));
    }
    int order = left.compareTo(right);
    return Verdict.of(
        switch (operator) {
          case LT -> order < 0;
          case GT -> order > 0;
          case LTE -> order <= 0;
          default -> order >= 0;
        });
  }

  private Verdict isIn(@Nullable Object value, @Nullable Object other, boolean wanted) {
    return switch (other) {
      case List<?> list -> Verdict.of(isItem(value, list) == wanted);
      case String text -> Verdict.of(Values.same(value, text) == wanted);
      case null, default ->
          new Verdict.Failure(
              "%s needs a list to look into, found %s".formatted(operator, Values.kind(other)));
    };
  }

  private boolean isItem(@Nullable Object value, List<?> list) {
    if (value instanceof String text && operand instanceof Operand.Literal) {
      if (items.contains(text)) {
        return true;
      }
      boolean onlyItself =
          !Values.mayBeNumber(text) && !text.equals("true") && !text.equals("false");
      if (onlyItself) {
        return false;
      }
    }
    return list.stream().anyMatch(item -> Values.same(value, item));
  }

  private Verdict contains(@Nullable Object value, @Nullable Object other, boolean wanted) {
    String text = Values.text(value);
    if (text != null) {
      String part = Values.text(other);
      return Verdict.of((part != null && text.contains(part)) == wanted);
    }
    if (value instanceof List<?> list) {
      return Verdict.of(list.stream().anyMatch(item -> Values.same(item, other)) == wanted);
    }
    return new Verdict.Failure(
        "%s is %s, which contains nothing that %s could look for"
            .formatted(field.text(), Values.kind(value), operator));
  }

  private Verdict matches(@Nullable Object value, boolean wanted) {
    String text = Values.text(value);
    if (text == null) {
      return new Verdict.Failure(
          "%s is %s, not a text, which %s needs"
              .formatted(field.text(), Values.kind(value), operator));
    }
    if (text.length() > LONGEST_MATCHED) {
      return new Verdict.Failure(
          "%s is longer than %d characters, which is more than %s looks at"
              .formatted(field.text(), LONGEST_MATCHED, operator));
    }
    if (!(operand instanceof Operand.Regex pattern)) {
      throw new IllegalStateException("a condition with " + operator + " has no expression");
    }
    return Verdict.of(pattern.regex().isIn(text) == wanted);
  }
}
