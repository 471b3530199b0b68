package dev.tidegate.regex;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large the program of an expression will be, found out before it is made. */
final class ProgramSize {

  private static final Pattern REPETITION =
      Pattern.compile("\\{(?<least>\\d{1,9})(?<comma>,(?<most>\\d{0,9}))?}");

  private static final int DEEPEST = 50;

  /** What a class of Unicode's counts for: its table of ranges takes as much room. */
  private static final int UNICODE_CLASS = 100;

  private ProgramSize() {}

  /**
   * About how many instructions the program will have, found out before it is made: repetitions of
   * repetitions multiply.
   */
  static long estimate(String re2) {
    Deque<Long> outer = new ArrayDeque<>();
    Matcher repetition = REPETITION.matcher(re2);
    long sum = 0;
    long last = 0;
    int i = 0;
    while (i < re2.length()) {
      char c = re2.charAt(i);
      if (re2.startsWith("\\Q", i)) {
        // All up to the end of the quotation is text, brackets and braces too.
        int close = re2.indexOf("\\E", i + 2);
        int end = close < 0 ? re2.length() : close;
        sum += end - i - 2;
        last = 1;
        i = end + 2;
        continue;
      }
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
