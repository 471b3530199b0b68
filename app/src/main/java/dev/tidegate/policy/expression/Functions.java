package dev.tidegate.policy.expression;

import dev.tidegate.regex.BoundedRegex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What operators and functions do. What looks at every character or item is charged for it. */
final class Functions {

  private static final int LONGEST_TEXT = 65_536;
  private static final int LONGEST_NUMBER = 64;

  /** So many characters are copied or compared in a step. */
  private static final int CHARACTERS_PER_STEP = 16;

  private static final double EXACT = 1L << 53;

  private Functions() {}

  static Object add(Run run, Object one, Object other) {
    return switch (one) {
      case Long left when other instanceof Long right -> added(left, right);
      case Double left when other instanceof Double right -> left + right;
      case String left when other instanceof String right -> {
        if (left.length() + right.length() > LONGEST_TEXT) {
          yield Flaw.LONG_TEXT;
        }
        run.charge((left.length() + right.length()) / CHARACTERS_PER_STEP);
        yield left + right;
      }
      case List<?> left when other instanceof List<?> right -> {
        run.charge(left.size() + right.size());
        List<Object> both = new ArrayList<>(left.size() + right.size());
        both.addAll(left);
        both.addAll(right);
        yield both;
      }
      default -> Flaw.TYPES;
    };
  }

  private static Object added(long left, long right) {
    long sum = left + right;
    return ((left ^ sum) & (right ^ sum)) < 0 ? Flaw.OVERFLOW : sum;
  }

  static Object subtract(Run run, Object one, Object other) {
    if (one instanceof Long left && other instanceof Long right) {
      long difference = left - right;
      return ((left ^ right) & (left ^ difference)) < 0 ? Flaw.OVERFLOW : (Object) difference;
    }
    return one instanceof Double left && other instanceof Double right
        ? (Object) (left - right)
        : Flaw.TYPES;
  }

  static Object multiply(Run run, Object one, Object other) {
    if (one instanceof Long left && other instanceof Long right) {
      long high = Math.multiplyHigh(left, right);
      long low = left * right;
      return (high == 0 && low >= 0) || (high == -1 && low < 0) ? (Object) low : Flaw.OVERFLOW;
    }
    return one instanceof Double left && other instanceof Double right
        ? (Object) (left * right)
        : Flaw.TYPES;
  }

  static Object divide(Run run, Object one, Object other) {
    if (one instanceof Long left && other instanceof Long right) {
      if (right == 0) {
        return Flaw.ZERO;
      }
      return left == Long.MIN_VALUE && right == -1 ? Flaw.OVERFLOW : (Object) (left / right);
    }
    return one instanceof Double left && other instanceof Double right
        ? (Object) (left / right)
        : Flaw.TYPES;
  }

  static Object modulo(Run run, Object one, Object other) {
    if (one instanceof Long left && other instanceof Long right) {
      if (right == 0) {
        return Flaw.ZERO;
      }
      return left == Long.MIN_VALUE && right == -1 ? Flaw.OVERFLOW : (Object) (left % right);
    }
    return Flaw.TYPES;
  }

  static Object negate(Run run, Object value) {
    return switch (value) {
      case Long number -> number == Long.MIN_VALUE ? Flaw.OVERFLOW : (Object) (-number);
      case Double number -> -number;
      default -> Flaw.TYPES;
    };
  }

  static Object not(Run run, Object value) {
    return value instanceof Boolean truth ? (Object) !truth : Flaw.TYPES;
  }

  static Object equal(Run run, Object one, Object other) {
    return same(run, one, other);
  }

  static Object notEqual(Run run, Object one, Object other) {
    return !same(run, one, other);
  }

  static boolean same(Run run, Object one, Object other) {
    run.step();
    return switch (one) {
      case String left -> {
        if (!(other instanceof String right) || left.length() != right.length()) {
          yield false;
        }
        run.charge(left.length() / CHARACTERS_PER_STEP);
        yield left.equals(right);
      }
      case Long left when other instanceof Long right -> left.longValue() == right;
      case Long left when other instanceof Double right ->
          !right.isNaN() && order(left, right) == 0;
      case Double left when other instanceof Long right -> !left.isNaN() && order(right, left) == 0;
      case Double left when other instanceof Double right ->
          left.doubleValue() == right.doubleValue();
      case List<?> left when other instanceof List<?> right -> sameLists(run, left, right);
      case Map<?, ?> left when other instanceof Map<?, ?> right -> sameMaps(run, left, right);
      default -> one.equals(other);
    };
  }

  private static boolean sameLists(Run run, List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<?> others = right.iterator();
    for (Object item : left) {
      if (!same(run, item, others.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameMaps(Run run, Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      Object other = right.get(entry.getKey());
      if (other == null || !same(run, entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  /** How two numbers or other values compare. */
  @FunctionalInterface
  interface Order {
    boolean fits(int order);
  }

  static Object compare(Run run, Object one, Object other, Order order) {
    return switch (one) {
      case Long left when other instanceof Long right -> order.fits(Long.compare(left, right));
      case Long left when other instanceof Double right ->
          !right.isNaN() && order.fits(order(left, right));
      case Double left when other instanceof Long right ->
          !left.isNaN() && order.fits(-order(right, left));
      case Double left when other instanceof Double right ->
          !left.isNaN() && !right.isNaN() && order.fits(left < right ? -1 : left > right ? 1 : 0);
      case Boolean left when other instanceof Boolean right ->
          order.fits(Boolean.compare(left, right));
      case String left when other instanceof String right -> {
        run.charge(Math.min(left.length(), right.length()) / CHARACTERS_PER_STEP);
        yield order.fits(left.compareTo(right));
      }
      default -> Flaw.TYPES;
    };
  }

  /** Exact, also where the whole number has more digits than the other could. */
  private static int order(long whole, double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? -1 : 1;
    }
    if (Math.abs((double) whole) < EXACT) {
      double left = whole;
      return left < number ? -1 : left > number ? 1 : 0;
    }
    return BigDecimal.valueOf(whole).compareTo(new BigDecimal(number));
  }

  static Object isIn(Run run, Object value, Object collection) {
    if (collection instanceof Map<?, ?> map) {
      return map.containsKey(key(value));
    }
    if (!(collection instanceof List<?> list)) {
      return Flaw.TYPES;
    }
    for (Object item : list) {
      if (same(run, value, item)) {
        return true;
      }
    }
    return false;
  }

  /** Numbers that are the same are the same key. */
  static Object key(Object value) {
    return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < EXACT
        ? (Object) number.longValue()
        : value;
  }

  static Object index(Run run, Object collection, Object index) {
    return switch (collection) {
      case List<?> list when key(index) instanceof Long at ->
          at >= 0 && at < list.size() ? list.get(at.intValue()) : Flaw.INDEX;
      case Map<?, ?> map -> {
        Object value = map.get(key(index));
        yield value == null ? Flaw.MISSING : value;
      }
      default -> Flaw.TYPES;
    };
  }

  static Object select(Object value, String key) {
    if (!(value instanceof Map<?, ?> map)) {
      return value instanceof Flaw ? value : Flaw.NO_MAP;
    }
    Object found = map.get(key);
    return found == null ? Flaw.MISSING : found;
  }

  static Object has(Object value, String key) {
    if (value instanceof Map<?, ?> map) {
      return map.containsKey(key);
    }
    return value instanceof Flaw ? value : Flaw.NO_MAP;
  }

  static Object size(Run run, Object value) {
    return switch (value) {
      case String text -> {
        run.charge(text.length() / CHARACTERS_PER_STEP);
        yield (long) text.codePointCount(0, text.length());
      }
      case List<?> list -> (long) list.size();
      case Map<?, ?> map -> (long) map.size();
      default -> Flaw.TYPES;
    };
  }

  static Object contains(Run run, Object one, Object other) {
    if (one instanceof String text && other instanceof String part) {
      // Each place of the text may be compared with much of the part.
      run.charge((long) text.length() * (1 + part.length() / CHARACTERS_PER_STEP) / 8);
      return text.contains(part);
    }
    return Flaw.TYPES;
  }

  static Object startsWith(Run run, Object one, Object other) {
    if (one instanceof String text && other instanceof String part) {
      run.charge(part.length() / CHARACTERS_PER_STEP);
      return text.startsWith(part);
    }
    return Flaw.TYPES;
  }

  static Object endsWith(Run run, Object one, Object other) {
    if (one instanceof String text && other instanceof String part) {
      run.charge(part.length() / CHARACTERS_PER_STEP);
      return text.endsWith(part);
    }
    return Flaw.TYPES;
  }

  static Object matches(Run run, Object value, BoundedRegex regex) {
    if (value instanceof String text) {
      run.charge(text.length() * (1 + regex.size() / CHARACTERS_PER_STEP));
      return regex.isIn(text);
    }
    return Flaw.TYPES;
  }

  static Object toInt(Run run, Object value) {
    return switch (value) {
      case Long number -> number;
      case Double number ->
          number > -0x1p63 && number < 0x1p63 ? (Object) number.longValue() : Flaw.OVERFLOW;
      case String text -> parsed(text, Long::valueOf);
      default -> Flaw.TYPES;
    };
  }

  static Object toDouble(Run run, Object value) {
    return switch (value) {
      case Double number -> number;
      case Long number -> (double) number;
      case String text -> parsed(text, Double::valueOf);
      default -> Flaw.TYPES;
    };
  }

  @FunctionalInterface
  private interface Parser {
    Object parse(String text);
  }

  private static Object parsed(String text, Parser parser) {
    if (text.length() > LONGEST_NUMBER) {
      return Flaw.NO_NUMBER;
    }
    try {
      return parser.parse(text);
    } catch (NumberFormatException none) {
      return Flaw.NO_NUMBER;
    }
  }

  static Object toText(Run run, Object value) {
    return switch (value) {
      case String text -> text;
      case Long _, Double _, Boolean _ -> value.toString();
      default -> Flaw.TYPES;
    };
  }
}
