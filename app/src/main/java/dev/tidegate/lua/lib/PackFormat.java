package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ScriptError;
import org.luaj.vm2.LuaString;

/**
 * A format of {@code string.pack} (Lua 5.3 manual, 6.4.2), read one option after the other. The
 * machine that it describes where it does not say otherwise is the same everywhere: 64 bits, the
 * least significant byte first.
 */
final class PackFormat {

  private static final int LARGEST_INTEGER = 16;
  private static final int NATIVE_ALIGNMENT = 8;

  /** A number beyond this gets no further digit, as in stock Lua. */
  private static final int LAST_WITH_ROOM = (Integer.MAX_VALUE - 9) / 10;

  private final Arguments arguments;
  private final byte[] bytes;
  private final int end;
  private int at;

  private int maximumAlignment = 1;
  private boolean isLittleEndian = true;

  private Kind kind = Kind.NOTHING;
  private int size;
  private int padding;

  /** The first argument, which is the format. */
  PackFormat(Arguments arguments) {
    this.arguments = arguments;
    LuaString format = arguments.string(1);
    bytes = format.m_bytes;
    at = format.m_offset;
    end = format.m_offset + format.m_length;
  }

  /** What an option stands for. */
  enum Kind {
    SIGNED,
    UNSIGNED,
    FLOAT,
    DOUBLE,
    /** So many bytes. */
    FIXED,
    /** Bytes after their number. */
    COUNTED,
    /** Bytes, and a zero. */
    TERMINATED,
    PADDING,
    /** Nothing but the alignment of the option after it. */
    ALIGNMENT,
    NOTHING
  }

  /**
   * Goes to the next option.
   *
   * @param offset how many bytes there are in front of it, for its alignment
   * @return whether there is one; a zero byte ends the format, as in stock Lua
   */
  boolean next(long offset) {
    if (isAtEnd()) {
      return false;
    }
    kind = option();
    int alignment = size;
    if (kind == Kind.ALIGNMENT) {
      if (isAtEnd() || option() == Kind.FIXED || size == 0) {
        throw arguments.error(1, "invalid next option for option 'X'");
      }
      alignment = size;
      size = 0;
    }
    padding = kind == Kind.FIXED ? 0 : padding(offset, alignment);
    return true;
  }

  private int padding(long offset, int wanted) {
    int alignment = Math.min(wanted, maximumAlignment);
    if (alignment <= 1) {
      return 0;
    }
    if (Integer.bitCount(alignment) != 1) {
      throw arguments.error(1, "format asks for alignment not power of 2");
    }
    return (int) -offset & (alignment - 1);
  }

  Kind kind() {
    return kind;
  }

  /** The bytes that the option itself takes, without those of texts whose length varies. */
  int size() {
    return size;
  }

  /** The bytes in front of it that align it. */
  int padding() {
    return padding;
  }

  boolean isLittleEndian() {
    return isLittleEndian;
  }

  private boolean isAtEnd() {
    return at >= end || bytes[at] == 0;
  }

  private Kind option() {
    byte letter = bytes[at++];
    return switch (letter) {
      case 'b' -> sized(Kind.SIGNED, Byte.BYTES);
      case 'B' -> sized(Kind.UNSIGNED, Byte.BYTES);
      case 'h' -> sized(Kind.SIGNED, Short.BYTES);
      case 'H' -> sized(Kind.UNSIGNED, Short.BYTES);
      case 'l', 'j' -> sized(Kind.SIGNED, Long.BYTES);
      case 'L', 'J', 'T' -> sized(Kind.UNSIGNED, Long.BYTES);
      case 'f' -> sized(Kind.FLOAT, Float.BYTES);
      case 'd', 'n' -> sized(Kind.DOUBLE, Double.BYTES);
      case 'i' -> sized(Kind.SIGNED, limitedNumber(Integer.BYTES));
      case 'I' -> sized(Kind.UNSIGNED, limitedNumber(Integer.BYTES));
      case 's' -> sized(Kind.COUNTED, limitedNumber(Long.BYTES));
      case 'c' -> sized(Kind.FIXED, requiredNumber());
      case 'z' -> sized(Kind.TERMINATED, 0);
      case 'x' -> sized(Kind.PADDING, 1);
      case 'X' -> sized(Kind.ALIGNMENT, 0);
      default -> {
        set(letter);
        yield sized(Kind.NOTHING, 0);
      }
    };
  }

  /** Options that stand for no bytes, but say how those after them are meant. */
  private void set(byte letter) {
    switch (letter) {
      case ' ' -> {
        // Separates options, nothing else.
      }
      case '<', '=' -> isLittleEndian = true;
      case '>' -> isLittleEndian = false;
      case '!' -> maximumAlignment = limitedNumber(NATIVE_ALIGNMENT);
      default ->
          throw ScriptError.atCaller("invalid format option '" + (char) (letter & 0xff) + "'");
    }
  }

  private Kind sized(Kind option, int bytesOfIt) {
    size = bytesOfIt;
    return option;
  }

  private boolean isAtDigit() {
    return at < end && bytes[at] >= '0' && bytes[at] <= '9';
  }

  private int number() {
    int number = 0;
    do {
      number = number * 10 + (bytes[at++] - '0');
    } while (isAtDigit() && number <= LAST_WITH_ROOM);
    return number;
  }

  private int limitedNumber(int otherwise) {
    int number = isAtDigit() ? number() : otherwise;
    if (number < 1 || number > LARGEST_INTEGER) {
      throw ScriptError.atCaller(
          "integral size (" + number + ") out of limits [1," + LARGEST_INTEGER + "]");
    }
    return number;
  }

  private int requiredNumber() {
    if (!isAtDigit()) {
      throw ScriptError.atCaller("missing size for format option 'c'");
    }
    return number();
  }
}
