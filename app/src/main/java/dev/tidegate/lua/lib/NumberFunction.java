package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code tonumber}. */
final class NumberFunction {

  private NumberFunction() {}

  static Varargs toNumber(LuaRuntime runtime, Arguments arguments) {
    if (arguments.isNil(2)) {
      return Numbers.toNumber(runtime, arguments.value(1));
    }
    LuaString string = arguments.string(1);
    long base = arguments.integer(2);
    if (base < Character.MIN_RADIX || base > Character.MAX_RADIX) {
      throw arguments.error(2, "base out of range");
    }
    runtime.charge(string.m_length);
    return parse(string, (int) base);
  }

  private static LuaValue parse(LuaString string, int base) {
    byte[] bytes = string.m_bytes;
    int from = string.m_offset;
    int to = from + string.m_length;
    while (from < to && isSpace(bytes[from])) {
      from++;
    }
    while (from < to && isSpace(bytes[to - 1])) {
      to--;
    }
    boolean negative = from < to && bytes[from] == '-';
    if (negative || (from < to && bytes[from] == '+')) {
      from++;
    }
    if (from == to) {
      return LuaValue.NIL;
    }
    double number = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], base);
      if (digit < 0) {
        return LuaValue.NIL;
      }
      number = number * base + digit;
    }
    return Numbers.of(negative ? -number : number);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}
