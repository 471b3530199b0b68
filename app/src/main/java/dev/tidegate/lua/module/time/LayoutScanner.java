package dev.tidegate.lua.module.time;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a layout to pieces, at each place the longest that there is. */
final class LayoutScanner {

  private static final List<Field> LONGEST_FIRST =
      Arrays.stream(Field.values())
          .sorted(Comparator.comparingInt((Field field) -> field.text().length()).reversed())
          .toList();

  /** What a field may begin with; other characters need no closer look. */
  private static final String BEGINNINGS = "JM012345_Pp-Z";

  private final String layout;
  private final List<Element> elements = new ArrayList<>();
  private int literal;

  private LayoutScanner(String layout) {
    this.layout = layout;
  }

  static List<Element> scan(String layout) {
    return new LayoutScanner(layout).scan();
  }

  private List<Element> scan() {
    int at = 0;
    while (at < layout.length()) {
      Element element = elementAt(at);
      if (element == null) {
        at++;
        continue;
      }
      endLiteral(at);
      elements.add(element);
      at += element.text().length();
      literal = at;
    }
    endLiteral(at);
    return elements;
  }

  private void endLiteral(int end) {
    if (literal < end) {
      elements.add(new Element.Literal(layout.substring(literal, end)));
    }
  }

  private @Nullable Element elementAt(int at) {
    char first = layout.charAt(at);
    if (first == '.' || first == ',') {
      return fractionAt(at);
    }
    if (BEGINNINGS.indexOf(first) < 0) {
      return null;
    }
    for (Field field : LONGEST_FIRST) {
      if (layout.startsWith(field.text(), at) && isWhole(field, at)) {
        return field;
      }
    }
    return null;
  }

  private boolean isWhole(Field field, int at) {
    int end = at + field.text().length();
    return switch (field) {
      // As in "Janet" and "Month".
      case MONTH, WEEKDAY ->
          end == layout.length() || layout.charAt(end) < 'a' || layout.charAt(end) > 'z';
      // In "_2006" the line stands for itself.
      case UNDER_DAY -> !layout.startsWith("006", end);
      default -> true;
    };
  }

  private Element.@Nullable Fraction fractionAt(int at) {
    int end = at + 1;
    char digit = end < layout.length() ? layout.charAt(end) : ' ';
    if (digit != '0' && digit != '9') {
      return null;
    }
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    // With another digit behind, it is a number such as the month in "2006.01".
    boolean isNumber = end < layout.length() && isDigit(layout.charAt(end));
    return isNumber ? null : new Element.Fraction(layout.substring(at, end), digit == '9');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
