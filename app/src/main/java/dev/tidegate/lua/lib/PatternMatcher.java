package dev.tidegate.lua.lib;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.ScriptError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Matches one pattern against one string, byte by byte (Lua 5.2 manual, 6.4.1).
 *
 * <p>Backtracking can take time that is exponential in the pattern, so every step is charged;
 * recursion is limited, and what a match remembers is a fixed number of captures. All indexes are
 * those of the strings' arrays. Longer than a usual class, because the items of a pattern call each
 * other and share where the match is.
 */
final class PatternMatcher {

  private static final int NO_MATCH = -1;
  private static final int MOST_CAPTURES = 32;
  private static final int DEEPEST = 200;

  /** In place of a capture's length: its end has not been seen, or it is a position. */
  private static final int UNFINISHED = -1;

  private static final int POSITION = -2;

  private final LuaRuntime runtime;
  private final Steps steps;
  private final LuaString subject;
  private final byte[] text;
  private final int textStart;
  private final int textEnd;
  private final byte[] pattern;
  private final int patternStart;
  private final int patternEnd;
  private final int[] captureStart = new int[MOST_CAPTURES];
  private final int[] captureLength = new int[MOST_CAPTURES];
  private int captures;
  private int depth;

  PatternMatcher(LuaRuntime runtime, LuaString subject, LuaString pattern) {
    this.runtime = runtime;
    this.steps = new Steps(runtime);
    this.subject = subject;
    text = subject.m_bytes;
    textStart = subject.m_offset;
    textEnd = subject.m_offset + subject.m_length;
    this.pattern = pattern.m_bytes;
    patternStart = pattern.m_offset;
    patternEnd = pattern.m_offset + pattern.m_length;
  }

  /**
   * Matches the pattern at exactly this place.
   *
   * @param at an offset in the subject
   * @param skip how many bytes of the pattern to leave out
   * @return the offset after the match, or -1
   */
  int matchAt(int at, int skip) {
    captures = 0;
    depth = 0;
    int end = match(textStart + at, patternStart + skip);
    return end == NO_MATCH ? NO_MATCH : end - textStart;
  }

  /** Charges the steps that are still open. */
  void settle() {
    steps.settle();
  }

  /** How many captures the last match made. */
  int captures() {
    return captures;
  }

  /**
   * A capture of the last match; the whole match where the pattern has none and the first is asked
   * for.
   *
   * @param index counts from 0
   * @param from the offset of the match
   * @param to the offset after it
   */
  LuaValue capture(int index, int from, int to) {
    if (index >= captures) {
      if (index != 0) {
        throw ScriptError.atCaller("invalid capture index");
      }
      return Substrings.of(runtime, subject, from, to);
    }
    int start = captureStart[index];
    int length = captureLength[index];
    return switch (length) {
      case UNFINISHED -> throw ScriptError.atCaller("unfinished capture");
      case POSITION -> Numbers.of(start - textStart + 1);
      default -> Substrings.of(runtime, subject, start - textStart, start - textStart + length);
    };
  }

  /** All captures of the last match, or the whole match where the pattern has none. */
  Varargs captures(int from, int to) {
    if (captures <= 1) {
      return capture(0, from, to);
    }
    LuaValue[] values = new LuaValue[captures];
    for (int i = 0; i < captures; i++) {
      values[i] = capture(i, from, to);
    }
    return LuaValue.varargsOf(values);
  }

  private int match(int at, int item) {
    if (depth == DEEPEST) {
      throw ScriptError.atCaller("pattern too complex");
    }
    depth++;
    int end = matchItems(at, item);
    depth--;
    return end;
  }

  private int matchItems(int at, int item) {
    int s = at;
    int p = item;
    while (p < patternEnd) {
      steps.one();
      switch (pattern[p]) {
        case '(' -> {
          return p + 1 < patternEnd && pattern[p + 1] == ')'
              ? openCapture(s, p + 2, POSITION)
              : openCapture(s, p + 1, UNFINISHED);
        }
        case ')' -> {
          return closeCapture(s, p + 1);
        }
        case '$' -> {
          if (p + 1 == patternEnd) {
            return s == textEnd ? s : NO_MATCH;
          }
        }
        case '%' -> {
          byte escaped = p + 1 < patternEnd ? pattern[p + 1] : 0;
          if (escaped == 'b') {
            s = matchBalance(s, p + 2);
            p += 4;
          } else if (escaped == 'f') {
            int setEnd = frontierSet(p + 2);
            s = atFrontier(s, p + 2, setEnd) ? s : NO_MATCH;
            p = setEnd;
          } else if (isDigit(escaped)) {
            s = matchBackReference(s, escaped);
            p += 2;
          } else {
            break;
          }
          if (s == NO_MATCH) {
            return NO_MATCH;
          }
          continue;
        }
        default -> {}
      }
      int end = singleEnd(p);
      switch (end < patternEnd ? pattern[end] : 0) {
        case '?' -> {
          if (matchesSingle(s, p, end)) {
            int result = match(s + 1, end + 1);
            if (result != NO_MATCH) {
              return result;
            }
          }
          p = end + 1;
        }
        case '+' -> {
          return matchesSingle(s, p, end) ? expandMost(s + 1, p, end) : NO_MATCH;
        }
        case '*' -> {
          return expandMost(s, p, end);
        }
        case '-' -> {
          return expandLeast(s, p, end);
        }
        default -> {
          if (!matchesSingle(s, p, end)) {
            return NO_MATCH;
          }
          s++;
          p = end;
        }
      }
    }
    return s;
  }

  /** The index after the item that stands for one byte. */
  private int singleEnd(int item) {
    int p = item + 1;
    if (pattern[item] == '%') {
      if (p == patternEnd) {
        throw ScriptError.atCaller("malformed pattern (ends with '%')");
      }
      return p + 1;
    }
    if (pattern[item] != '[') {
      return p;
    }
    if (p < patternEnd && pattern[p] == '^') {
      p++;
    }
    // The first character of a set is never its end, so that []] is a set.
    do {
      steps.one();
      if (p == patternEnd) {
        throw unclosedSet();
      }
      p += pattern[p] == '%' && p + 1 < patternEnd ? 2 : 1;
      if (p == patternEnd) {
        throw unclosedSet();
      }
    } while (pattern[p] != ']');
    return p + 1;
  }

  private static ScriptError unclosedSet() {
    return ScriptError.atCaller("malformed pattern (missing ']')");
  }

  private boolean matchesSingle(int at, int item, int itemEnd) {
    steps.one();
    if (at >= textEnd) {
      return false;
    }
    int c = text[at] & 0xff;
    return switch (pattern[item]) {
      case '.' -> true;
      case '%' -> isInClass(c, pattern[item + 1] & 0xff);
      case '[' -> isInSet(c, item, itemEnd - 1);
      default -> pattern[item] == text[at];
    };
  }

  /**
   * Whether the byte belongs to the set.
   *
   * @param open the index of its opening bracket
   * @param close the index of its closing bracket
   */
  private boolean isInSet(int c, int open, int close) {
    steps.add(close - open);
    int p = open + 1;
    boolean complement = pattern[p] == '^';
    if (complement) {
      p++;
    }
    while (p < close) {
      if (pattern[p] == '%') {
        // A set never ends in a bare escape, for then its bracket would be the escaped byte.
        if (isInClass(c, pattern[p + 1] & 0xff)) {
          return !complement;
        }
        p += 2;
      } else if (pattern[p + 1] == '-' && p + 2 < close) {
        if ((pattern[p] & 0xff) <= c && c <= (pattern[p + 2] & 0xff)) {
          return !complement;
        }
        p += 3;
      } else {
        if ((pattern[p] & 0xff) == c) {
          return !complement;
        }
        p++;
      }
    }
    return complement;
  }

  private static boolean isInClass(int c, int name) {
    boolean in =
        switch (name | 0x20) {
          case 'a' -> isLetter(c);
          case 'c' -> c < ' ' || c == 0x7f;
          case 'd' -> isDigit(c);
          case 'g' -> c > ' ' && c < 0x7f;
          case 'l' -> c >= 'a' && c <= 'z';
          case 'p' -> c > ' ' && c < 0x7f && !isLetter(c) && !isDigit(c);
          case 's' -> c == ' ' || (c >= '\t' && c <= '\r');
          case 'u' -> c >= 'A' && c <= 'Z';
          case 'w' -> isLetter(c) || isDigit(c);
          case 'x' -> isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
          case 'z' -> c == 0;
          default -> c == name;
        };
    // An upper-case name stands for the complement; what names no class stands for itself.
    return (name >= 'A' && name <= 'Z' && isClassName(name | 0x20)) != in;
  }

  private static boolean isClassName(int lower) {
    return "acdglpsuwxz".indexOf(lower) >= 0;
  }

  private static boolean isLetter(int c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private int matchBalance(int at, int delimiters) {
    if (delimiters + 1 >= patternEnd) {
      throw ScriptError.atCaller("malformed pattern (missing arguments to '%b')");
    }
    byte open = pattern[delimiters];
    byte close = pattern[delimiters + 1];
    if (at >= textEnd || text[at] != open) {
      return NO_MATCH;
    }
    int nesting = 1;
    for (int s = at + 1; s < textEnd; s++) {
      steps.one();
      if (text[s] == close) {
        if (--nesting == 0) {
          return s + 1;
        }
      } else if (text[s] == open) {
        nesting++;
      }
    }
    return NO_MATCH;
  }

  /** The index after the set of a frontier. */
  private int frontierSet(int open) {
    if (open >= patternEnd || pattern[open] != '[') {
      throw ScriptError.atCaller("missing '[' after '%f' in pattern");
    }
    return singleEnd(open);
  }

  private boolean atFrontier(int at, int open, int setEnd) {
    int before = at == textStart ? 0 : text[at - 1] & 0xff;
    int here = at == textEnd ? 0 : text[at] & 0xff;
    return !isInSet(before, open, setEnd - 1) && isInSet(here, open, setEnd - 1);
  }

  private int matchBackReference(int at, int digit) {
    int index = digit - '1';
    if (index < 0 || index >= captures || captureLength[index] == UNFINISHED) {
      throw ScriptError.atCaller("invalid capture index %" + (index + 1));
    }
    int length = captureLength[index];
    if (length < 0 || length > textEnd - at) {
      return NO_MATCH;
    }
    int start = captureStart[index];
    for (int i = 0; i < length; i++) {
      steps.one();
      if (text[start + i] != text[at + i]) {
        return NO_MATCH;
      }
    }
    return at + length;
  }

  private int expandMost(int at, int item, int itemEnd) {
    int count = 0;
    while (matchesSingle(at + count, item, itemEnd)) {
      count++;
    }
    for (; count >= 0; count--) {
      int end = match(at + count, itemEnd + 1);
      if (end != NO_MATCH) {
        return end;
      }
      steps.one();
    }
    return NO_MATCH;
  }

  private int expandLeast(int at, int item, int itemEnd) {
    int s = at;
    while (true) {
      int end = match(s, itemEnd + 1);
      if (end != NO_MATCH) {
        return end;
      }
      if (!matchesSingle(s, item, itemEnd)) {
        return NO_MATCH;
      }
      s++;
    }
  }

  private int openCapture(int at, int item, int kind) {
    if (captures == MOST_CAPTURES) {
      throw ScriptError.atCaller("too many captures");
    }
    captureStart[captures] = at;
    captureLength[captures] = kind;
    captures++;
    int end = match(at, item);
    if (end == NO_MATCH) {
      captures--;
    }
    return end;
  }

  private int closeCapture(int at, int item) {
    int index = captures - 1;
    while (index >= 0 && captureLength[index] != UNFINISHED) {
      index--;
    }
    if (index < 0) {
      throw ScriptError.atCaller("invalid pattern capture");
    }
    captureLength[index] = at - captureStart[index];
    int end = match(at, item);
    if (end == NO_MATCH) {
      captureLength[index] = UNFINISHED;
    }
    return end;
  }
}
