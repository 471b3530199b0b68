package dev.tidegate.lua.lib;

import dev.tidegate.lua.ByteBuilder;
import dev.tidegate.lua.ScriptError;
import org.luaj.vm2.LuaString;

/**
 * One {@code %} item of a format.
 *
 * @param left pad on the right
 * @param plus a sign for positive numbers
 * @param space a space in place of a positive sign
 * @param alternate C's "alternative form"
 * @param zero pad with zeros
 * @param width the least bytes that it takes
 * @param precision the digits or bytes asked for; -1 when nothing was said
 * @param conversion the letter, 0 where the format ends before it
 */
record Directive(
    boolean left,
    boolean plus,
    boolean space,
    boolean alternate,
    boolean zero,
    int width,
    int precision,
    char conversion) {

  private static final int MOST_FLAGS = 5;

  /** The sign of a number in C's order of preference. */
  String sign(boolean negative) {
    return negative ? "-" : plus ? "+" : space ? " " : "";
  }

  /** Appends text that is padded to the width with spaces, or after its sign with zeros. */
  void append(ByteBuilder target, String sign, String body, boolean zerosAllowed) {
    int padding = width - sign.length() - body.length();
    boolean zeros = zero && !left && zerosAllowed;
    if (!left && !zeros) {
      target.fill(' ', padding);
    }
    target.append(sign);
    if (zeros) {
      target.fill('0', padding);
    }
    target.append(body);
    if (left) {
      target.fill(' ', padding);
    }
  }

  /** Reads directives, one after the other. */
  static final class Reader {

    private final byte[] bytes;
    private final int end;
    private int position;

    Reader(LuaString format) {
      bytes = format.m_bytes;
      position = format.m_offset;
      end = position + format.m_length;
    }

    boolean hasNext() {
      return position < end;
    }

    /** The next byte, 0 at the end. */
    byte next() {
      return position < end ? bytes[position++] : 0;
    }

    /** What follows a {@code %}. */
    Directive directive() {
      int start = position;
      boolean left = false;
      boolean plus = false;
      boolean space = false;
      boolean alternate = false;
      boolean zero = false;
      flags:
      while (true) {
        switch (peek()) {
          case '-' -> left = true;
          case '+' -> plus = true;
          case ' ' -> space = true;
          case '#' -> alternate = true;
          case '0' -> zero = true;
          default -> {
            break flags;
          }
        }
        position++;
      }
      if (position - start > MOST_FLAGS) {
        throw ScriptError.atCaller("invalid format (repeated flags)");
      }
      int width = twoDigits();
      int precision = -1;
      if (peek() == '.') {
        position++;
        precision = twoDigits();
      }
      if (isDigit(peek())) {
        throw ScriptError.atCaller("invalid format (width or precision too long)");
      }
      char conversion = (char) (next() & 0xff);
      return new Directive(left, plus, space, alternate, zero, width, precision, conversion);
    }

    private int twoDigits() {
      int number = 0;
      for (int i = 0; i < 2 && isDigit(peek()); i++) {
        number = number * 10 + next() - '0';
      }
      return number;
    }

    /** The next byte, left where it is; 0 at the end. */
    byte peek() {
      return position < end ? bytes[position] : 0;
    }

    private static boolean isDigit(byte b) {
      return b >= '0' && b <= '9';
    }
  }
}
