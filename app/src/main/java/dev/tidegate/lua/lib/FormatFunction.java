package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ByteBuilder;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.ScriptError;
import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.format}: C's {@code printf} for Lua's values (Lua 5.2 manual, 6.4). */
final class FormatFunction {

  /** The price of writing one number of few exact decimals. */
  private static final int NUMBER_PRICE = 50;

  /** What comes on top for each power of two, because the exact decimals may be hundreds. */
  private static final int EXPONENT_PRICE = 4;

  private final LuaRuntime runtime;
  private final Arguments arguments;
  private final ByteBuilder result;
  private int position = 1;

  private FormatFunction(LuaRuntime runtime, Arguments arguments) {
    this.runtime = runtime;
    this.arguments = arguments;
    result = new ByteBuilder(runtime);
  }

  static Varargs format(LuaRuntime runtime, Arguments arguments) {
    return new FormatFunction(runtime, arguments).run(arguments.string(1));
  }

  private LuaValue run(LuaString format) {
    runtime.charge(format.m_length);
    Directive.Reader reader = new Directive.Reader(format);
    while (reader.hasNext()) {
      byte b = reader.next();
      if (b != '%') {
        result.append(b);
      } else if (reader.peek() == '%') {
        result.append(reader.next());
      } else {
        append(reader);
      }
    }
    return result.finish();
  }

  private void append(Directive.Reader reader) {
    position++;
    if (position > arguments.count()) {
      throw arguments.error(position, "no value");
    }
    Directive directive = reader.directive();
    switch (directive.conversion()) {
      case 'c' -> appendCharacter(directive);
      case 'd', 'i' -> appendInteger(directive);
      case 'u', 'o', 'x', 'X' -> appendUnsigned(directive);
      case 'a', 'A', 'e', 'E', 'f', 'g', 'G' -> {
        double number = arguments.number(position);
        runtime.charge(NUMBER_PRICE + EXPONENT_PRICE * Math.abs(Math.getExponent(number)));
        FloatFormat.append(result, directive, number);
      }
      case 'q' -> appendQuoted(arguments.string(position));
      case 's' -> appendString(directive);
      default ->
          throw ScriptError.at(
              LuaString.valueOf(
                  ("invalid option '%" + directive.conversion() + "' to 'format'")
                      .getBytes(StandardCharsets.ISO_8859_1)),
              1);
    }
  }

  private void appendCharacter(Directive directive) {
    String c = String.valueOf((char) (arguments.integer(position) & 0xff));
    directive.append(result, "", c, false);
  }

  private void appendInteger(Directive directive) {
    double number = arguments.number(position);
    if (!(number >= -0x1p63 && number < 0x1p63)) {
      throw arguments.error(position, "not a number in proper range");
    }
    long value = (long) number;
    String digits = value < 0 ? Long.toString(value).substring(1) : Long.toString(value);
    digits = atLeast(digits, directive.precision(), value == 0);
    directive.append(result, directive.sign(value < 0), digits, directive.precision() < 0);
  }

  private void appendUnsigned(Directive directive) {
    double number = arguments.number(position);
    if (!(number > -1 && number < 0x1p64)) {
      throw arguments.error(position, "not a non-negative number in proper range");
    }
    // A long holds the upper half of the range as negative numbers.
    long bits = number < 0x1p63 ? (long) number : (long) (number - 0x1p63) | Long.MIN_VALUE;
    String prefix = "";
    String digits;
    switch (directive.conversion()) {
      case 'u' -> digits = Long.toUnsignedString(bits);
      case 'o' -> {
        digits = atLeast(Long.toOctalString(bits), directive.precision(), bits == 0);
        if (directive.alternate() && !digits.startsWith("0")) {
          digits = "0" + digits;
        }
      }
      case 'x' -> {
        digits = Long.toHexString(bits);
        prefix = directive.alternate() && bits != 0 ? "0x" : "";
      }
      default -> {
        digits = FloatFormat.toUpperCase(Long.toHexString(bits));
        prefix = directive.alternate() && bits != 0 ? "0X" : "";
      }
    }
    digits = atLeast(digits, directive.precision(), bits == 0 && directive.conversion() != 'o');
    directive.append(result, prefix, digits, directive.precision() < 0);
  }

  /** The digits with zeros in front; a zero of no digits is empty. */
  private static String atLeast(String digits, int count, boolean zero) {
    if (zero && count == 0) {
      return "";
    }
    return "0".repeat(Math.max(count - digits.length(), 0)) + digits;
  }

  private void appendString(Directive directive) {
    LuaString string = runtime.toText(arguments.any(position));
    int precision = directive.precision();
    int length = precision < 0 ? string.m_length : Math.min(precision, string.m_length);
    int padding = directive.width() - length;
    if (!directive.left()) {
      result.fill(' ', padding);
    }
    runtime.charge(length);
    result.append(string.m_bytes, string.m_offset, length);
    if (directive.left()) {
      result.fill(' ', padding);
    }
  }

  /** As a literal that Lua reads back as the same string. */
  private void appendQuoted(LuaString string) {
    runtime.charge(string.m_length);
    result.append((byte) '"');
    int end = string.m_offset + string.m_length;
    for (int i = string.m_offset; i < end; i++) {
      byte b = string.m_bytes[i];
      if (b == '"' || b == '\\' || b == '\n') {
        result.append((byte) '\\');
        result.append(b);
      } else if ((b >= 0 && b < ' ') || b == 0x7f) {
        // Three digits where another digit follows that would be read as part of the number.
        boolean digitFollows =
            i + 1 < end && string.m_bytes[i + 1] >= '0' && string.m_bytes[i + 1] <= '9';
        result.append("\\" + (digitFollows ? atLeast(Integer.toString(b), 3, false) : b));
      } else {
        result.append(b);
      }
    }
    result.append((byte) '"');
  }
}
