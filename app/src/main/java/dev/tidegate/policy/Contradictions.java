package dev.tidegate.policy;

import dev.tidegate.policy.Condition.Operand;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Finds conditions of which no request can fulfil both. It does not find all of them. */
final class Contradictions {

  private Contradictions() {}

  /** Why a condition can't hold together with earlier ones; empty where it may. */
  static Optional<String> with(List<Condition> earlier, Condition condition) {
    return earlier.stream()
        .filter(other -> other.field().equals(condition.field()))
        .filter(other -> excludeEachOther(other, condition))
        .findFirst()
        .map(other ->
            "what \"%s %s\" asks for, \"%s %s\" in line %d rules out"
                .formatted(
                    condition.field().text(),
                    condition.operator(),
                    other.field().text(),
                    other.operator(),
                    other.place().line()));
  }

  private static boolean excludeEachOther(Condition one, Condition other) {
    boolean presence =
        (wantsPresence(one) && wantsAbsence(other)) || (wantsAbsence(one) && wantsPresence(other));
    return presence || rulesOut(one, other) || rulesOut(other, one) || leaveNoNumber(one, other);
  }

  /** All operators but these two need the field to be there. */
  private static boolean wantsPresence(Condition condition) {
    return switch (condition.operator()) {
      case EXISTS -> asksFor(condition, true);
      case NEXISTS -> asksFor(condition, false);
      default -> true;
    };
  }

  private static boolean wantsAbsence(Condition condition) {
    return switch (condition.operator()) {
      case EXISTS -> asksFor(condition, false);
      case NEXISTS -> asksFor(condition, true);
      default -> false;
    };
  }

  private static boolean asksFor(Condition condition, boolean answer) {
    return switch (condition.operand()) {
      case Operand.None _ -> answer;
      case Operand.Literal(Object value) -> value.equals(answer);
      case Operand.Regex _, Operand.From _ -> false;
    };
  }

  /** Whether the only value that one allows is none that the other does. */
  private static boolean rulesOut(Condition one, Condition other) {
    if (one.operator() != Operator.EQ
        || !(one.operand() instanceof Operand.Literal(Object only))
        || !(other.operand() instanceof Operand.Literal(Object literal))) {
      return false;
    }
    BigDecimal number = Values.number(only);
    BigDecimal bound = Values.number(literal);
    int order = number == null || bound == null ? 0 : number.compareTo(bound);
    return switch (other.operator()) {
      case EQ -> !Values.same(only, literal);
      case NE -> Values.same(only, literal);
      case IN -> literal instanceof List<?> list && !isItem(only, list);
      case NIN -> literal instanceof List<?> list && isItem(only, list);
      case LT -> number != null && order >= 0;
      case GT -> number != null && order <= 0;
      case LTE -> number != null && order > 0;
      case GTE -> number != null && order < 0;
      default -> false;
    };
  }

  private static boolean isItem(Object value, List<?> list) {
    return list.stream().anyMatch(item -> Values.same(value, item));
  }

  private static boolean leaveNoNumber(Condition one, Condition other) {
    return leaveNoNumberBetween(one, other) || leaveNoNumberBetween(other, one);
  }

  private static boolean leaveNoNumberBetween(Condition above, Condition below) {
    boolean strict = above.operator() == Operator.GT || below.operator() == Operator.LT;
    boolean bounds =
        (above.operator() == Operator.GT || above.operator() == Operator.GTE)
            && (below.operator() == Operator.LT || below.operator() == Operator.LTE);
    if (!bounds
        || !(above.operand() instanceof Operand.Literal(Object least))
        || !(below.operand() instanceof Operand.Literal(Object most))) {
      return false;
    }
    BigDecimal low = Values.number(least);
    BigDecimal high = Values.number(most);
    if (low == null || high == null) {
      return false;
    }
    return strict ? low.compareTo(high) >= 0 : low.compareTo(high) > 0;
  }
}
