package dev.tidegate.lua.module.time;

import java.util.List;

/** A place in a text that is being read. What is not there as asked for is {@link Unreadable}. */
final class Cursor {

  private static final int NANO_DIGITS = 9;

  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
  }

  int position() {
    return at;
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  /** All that was not read yet. */
  String rest() {
    return text.substring(at);
  }

  boolean startsWith(String start) {
    return text.startsWith(start, at);
  }

  /** Goes over the text if it comes next. */
  boolean skipIf(String start) {
    boolean there = startsWith(start);
    at += there ? start.length() : 0;
    return there;
  }

  /** Goes over the text, in which any number of blanks is as good as another. */
  void skip(String literal) {
    int i = 0;
    while (i < literal.length()) {
      if (literal.charAt(i) == ' ') {
        if (!isAtEnd() && text.charAt(at) != ' ') {
          throw Unreadable.form();
        }
        while (i < literal.length() && literal.charAt(i) == ' ') {
          i++;
        }
        while (skipIf(" ")) {}
        continue;
      }
      if (isAtEnd() || text.charAt(at) != literal.charAt(i)) {
        throw Unreadable.form();
      }
      i++;
      at++;
    }
  }

  boolean isDigit(int ahead) {
    int index = at + ahead;
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  /** The text of this length. */
  String take(int length) {
    if (text.length() - at < length) {
      throw Unreadable.form();
    }
    at += length;
    return text.substring(at - length, at);
  }

  /** A number of that many digits at least and at most. */
  int number(int least, int most) {
    int number = 0;
    int digits = 0;
    while (digits < most && isDigit(0)) {
      number = number * 10 + (text.charAt(at) - '0');
      digits++;
      at++;
    }
    if (digits < least) {
      throw Unreadable.form();
    }
    return number;
  }

  /** Which of the names comes next, in letters of any case; from 0. */
  int name(List<String> names, int length) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      int compared = Math.min(length, name.length());
      if (text.regionMatches(true, at, name, 0, compared)) {
        at += compared;
        return i;
      }
    }
    throw Unreadable.form();
  }

  /** How many digits follow a separator of seconds and their fraction; 0 when there is none. */
  int fractionDigits() {
    if (isAtEnd() || (text.charAt(at) != '.' && text.charAt(at) != ',')) {
      return 0;
    }
    int digits = 0;
    while (isDigit(1 + digits)) {
      digits++;
    }
    return digits;
  }

  /** A separator and a fraction of a second of so many digits, in nanoseconds, cut. */
  int fraction(int digits) {
    if (digits > fractionDigits()) {
      throw Unreadable.form();
    }
    at++;
    int used = Math.min(digits, NANO_DIGITS);
    int nano = number(used, used);
    for (int i = used; i < NANO_DIGITS; i++) {
      nano *= 10;
    }
    at += digits - used;
    return nano;
  }
}
