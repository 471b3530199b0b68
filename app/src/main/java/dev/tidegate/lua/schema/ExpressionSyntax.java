package dev.tidegate.lua.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Between the regular expressions of ECMAScript, which schemas have, and those of RE2. */
final class ExpressionSyntax {

  private static final Pattern REPETITION =
      Pattern.compile("\\{(?<least>\\d{1,9})(?<comma>,(?<most>\\d{0,9}))?}");

  private static final int DEEPEST = 50;

  /** What a class of Unicode's counts for: its table of ranges takes as much room. */
  private static final int UNICODE_CLASS = 100;

  private ExpressionSyntax() {}

  /** The expression in RE2's notation: escapes by number are written differently. */
  static String re2(String ecma) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < ecma.length()) {
      char c = ecma.charAt(i);
      if (c != '\\' || i + 1 == ecma.length()) {
        text.append(c);
        i++;
        continue;
      }
      char escaped = ecma.charAt(i + 1);
      if (escaped == 'u' && isHexadecimal(ecma, i + 2)) {
        int unit = Integer.parseInt(ecma, i + 2, i + 6, 16);
        i += 6;
        if (Character.isHighSurrogate((char) unit)
            && ecma.startsWith("\\u", i)
            && isHexadecimal(ecma, i + 2)) {
          unit =
              Character.toCodePoint((char) unit, (char) Integer.parseInt(ecma, i + 2, i + 6, 16));
          i += 6;
        }
        text.append("\\x{").append(Integer.toHexString(unit)).append('}');
      } else if (escaped == 'c' && i + 2 < ecma.length() && isLetter(ecma.charAt(i + 2))) {
        text.append("\\x{").append(Integer.toHexString(ecma.charAt(i + 2) & 31)).append('}');
        i += 3;
      } else if (escaped == 'Q' || escaped == 'E') {
        // To RE2 these quote all between them; to ECMAScript they are letters.
        text.append(escaped);
        i += 2;
      } else {
        text.append(c).append(escaped);
        i += 2;
      }
    }
    return text.toString();
  }

  private static boolean isHexadecimal(String text, int from) {
    for (int i = from; i < from + 4; i++) {
      if (i >= text.length() || Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  /**
   * About how many instructions the program will have, found out before it is made: repetitions of
   * repetitions multiply.
   */
  static long size(String re2) {
    Deque<Long> outer = new ArrayDeque<>();
    Matcher repetition = REPETITION.matcher(re2);
    long sum = 0;
    long last = 0;
    int i = 0;
    while (i < re2.length()) {
      char c = re2.charAt(i);
      if (c == '{' && repetition.region(i, re2.length()).lookingAt()) {
        // One piece for each time that it may come, and one to skip or to go back.
        long more = saturated(last, times(repetition)) - last;
        sum += more;
        last += more;
        i = repetition.end();
        continue;
      }
      if (c == '(') {
        outer.push(sum);
        sum = 0;
        last = 0;
        if (outer.size() > DEEPEST) {
          return Long.MAX_VALUE;
        }
      } else if (c == ')' && !outer.isEmpty()) {
        last = sum + 2;
        sum = outer.pop() + last;
      } else if (c == '*' || c == '+' || c == '?' || c == '|') {
        sum++;
        last++;
      } else {
        last = 1 + UNICODE_CLASS * unicodeClasses(re2, i, next(re2, i));
        sum += last;
      }
      i = next(re2, i);
    }
    for (long unclosed : outer) {
      sum += unclosed;
    }
    return sum;
  }

  /** Behind the piece that begins at a place: an escape, a class, or a character. */
  private static int next(String re2, int from) {
    return switch (re2.charAt(from)) {
      case '\\' -> afterEscape(re2, from);
      case '[' -> afterClass(re2, from);
      default -> from + 1;
    };
  }

  private static long unicodeClasses(String re2, int from, int to) {
    long count = 0;
    for (int i = from; i + 1 < Math.min(to, re2.length()); i++) {
      if (re2.charAt(i) == '\\' && (re2.charAt(i + 1) | 0x20) == 'p') {
        count++;
      }
    }
    return count;
  }

  private static long times(Matcher repetition) {
    long least = Long.parseLong(repetition.group("least"));
    String most = repetition.group("most");
    return 1 + (most == null || most.isEmpty() ? least : Math.max(least, Long.parseLong(most)));
  }

  private static long saturated(long size, long times) {
    return Math.min(2 * size * times, Integer.MAX_VALUE);
  }

  /** Behind an escape, and behind the braces that belong to it. */
  private static int afterEscape(String re2, int from) {
    int next = from + 2;
    if (next < re2.length()
        && re2.charAt(next) == '{'
        && "pPx".indexOf(re2.charAt(from + 1)) >= 0) {
      int close = re2.indexOf('}', next);
      return close < 0 ? re2.length() : close + 1;
    }
    return next;
  }

  private static int afterClass(String re2, int from) {
    int i = from + 1;
    if (i < re2.length() && re2.charAt(i) == '^') {
      i++;
    }
    // A bracket that comes first is a member.
    int first = i;
    while (i < re2.length() && (re2.charAt(i) != ']' || i == first)) {
      if (re2.startsWith("[:", i)) {
        int close = re2.indexOf(":]", i);
        i = close < 0 ? i + 2 : close + 2;
      } else {
        i = re2.charAt(i) == '\\' ? afterEscape(re2, i) : i + 1;
      }
    }
    return i + 1;
  }
}
