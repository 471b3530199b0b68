package dev.tidegate.policy;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How conditions see the values of {@link Metadata}: two are the same if they are the same as they
 * are, as numbers, or as texts.
 */
final class Values {

  /** A text that is longer is no number, in characters. */
  static final int LONGEST_NUMBER = 100;

  private static final int MOST_CHARACTERS_SHOWN = 60;
  private static final int MOST_ITEMS_SHOWN = 5;
  private static final double EXACT = 1L << 53;

  private Values() {}

  /** Never of a list or map. */
  static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one == null
        || other == null
        || one instanceof Collection<?>
        || other instanceof Collection<?>
        || one instanceof Map<?, ?>
        || other instanceof Map<?, ?>) {
      return false;
    }
    if (one.equals(other)) {
      return true;
    }
    if (one instanceof Long && other instanceof Long) {
      return false;
    }
    if (mayBeNumber(one) && mayBeNumber(other)) {
      BigDecimal left = number(one);
      BigDecimal right = left == null ? null : number(other);
      if (left != null && right != null) {
        return left.compareTo(right) == 0;
      }
    }
    // Two texts that were equal would have been the same.
    return !(one instanceof String && other instanceof String)
        && String.valueOf(text(one)).equals(text(other));
  }

  /** A text as it is, a number in plain decimal digits, a boolean; null of anything else. */
  static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Long number -> number.toString();
      case Double number -> decimal(number);
      case Boolean truth -> truth.toString();
      case null, default -> null;
    };
  }

  /** A number, or a text that is one in decimal digits; null of anything else. */
  static @Nullable BigDecimal number(@Nullable Object value) {
    return switch (value) {
      case Long number -> BigDecimal.valueOf(number);
      case Double number when Double.isFinite(number) -> BigDecimal.valueOf(number);
      case String text when isNumber(text) -> new BigDecimal(text);
      case null, default -> null;
    };
  }

  /** Tells most texts from numbers by their first character. */
  static boolean mayBeNumber(@Nullable Object value) {
    return switch (value) {
      case Long _, Double _ -> true;
      case String text ->
          !text.isEmpty() && (isDigit(text.charAt(0)) || "+-.".indexOf(text.charAt(0)) >= 0);
      case null, default -> false;
    };
  }

  private static boolean isNumber(String text) {
    int length = text.length();
    if (length > LONGEST_NUMBER || !mayBeNumber(text)) {
      return false;
    }
    int i = isDigit(text.charAt(0)) || text.charAt(0) == '.' ? 0 : 1;
    int whole = digits(text, i);
    int digits = whole - i;
    i = whole;
    if (i < length && text.charAt(i) == '.') {
      int fraction = digits(text, i + 1);
      digits += fraction - i - 1;
      i = fraction;
    }
    if (digits > 0 && i < length && (text.charAt(i) | 0x20) == 'e') {
      i++;
      if (i < length && "+-".indexOf(text.charAt(i)) >= 0) {
        i++;
      }
      int exponent = digits(text, i);
      // More digits than these are beyond every number that a program holds.
      if (exponent == i || exponent - i > 4) {
        return false;
      }
      i = exponent;
    }
    return digits > 0 && i == length;
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String decimal(double number) {
    if (number == Math.rint(number) && Math.abs(number) < EXACT) {
      return Long.toString((long) number);
    }
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : Double.toString(number);
  }

  /** What kind of value it is, with an article. */
  static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "absent";
      case String _ -> "a text";
      case Long _, Double _ -> "a number";
      case Boolean _ -> "a boolean";
      case Collection<?> _ -> "a list";
      default -> "a map";
    };
  }

  /** A value as people read it, cut where it is long. */
  static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "absent";
      case String text -> quoted(text);
      case List<?> list -> {
        String items =
            String.join(
                ", ", list.stream().limit(MOST_ITEMS_SHOWN).map(Values::shownItem).toList());
        yield "[" + items + (list.size() > MOST_ITEMS_SHOWN ? ", …]" : "]");
      }
      case Map<?, ?> map -> "a map of " + map.size() + (map.size() == 1 ? " key" : " keys");
      default -> String.valueOf(text(value));
    };
  }

  private static String shownItem(Object item) {
    return item instanceof Collection<?> ? "a list" : shown(item);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    int end = text.length() <= MOST_CHARACTERS_SHOWN ? text.length() : MOST_CHARACTERS_SHOWN;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (Character.isISOControl(c) || Character.isSurrogate(c) || c == '\u2028') {
        quoted.append("\\u%04X".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append(end < text.length() ? "…\"" : "\"").toString();
  }
}
