package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ByteBuilder;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The table {@code string} (Lua 5.2 manual, 6.4), without {@code dump}. Strings are bytes. */
@SuppressWarnings("ReferenceEquality") // no value at all is one object
final class StringFunctions {

  private StringFunctions() {}

  static Library module() {
    return Library.builder("string")
        .function("byte", StringFunctions::bytes, StringFunctions::plainByte)
        .function("char", StringFunctions::characters, StringFunctions::plainCharacter)
        .function("find", PatternFunctions::find)
        .function("format", FormatFunction::format)
        .function("gmatch", PatternFunctions::iterate)
        .alias("gfind", "gmatch")
        .function("gsub", Substitution::substitute)
        .function(
            "len",
            (runtime, arguments) -> Numbers.of(arguments.string(1).m_length),
            (runtime, first, second, third) ->
                first instanceof LuaString string ? Numbers.of(string.m_length) : null)
        .function(
            "lower",
            (runtime, arguments) -> map(runtime, arguments, c -> c >= 'A' && c <= 'Z' ? c + 32 : c))
        .function("match", PatternFunctions::match)
        .function("pack", PackFunctions::pack)
        .function("packsize", PackFunctions::size)
        .function("rep", StringFunctions::repeat)
        .function("reverse", StringFunctions::reverse)
        .function("sub", StringFunctions::part, StringFunctions::plainPart)
        .function("unpack", PackFunctions::unpack)
        .function(
            "upper",
            (runtime, arguments) -> map(runtime, arguments, c -> c >= 'a' && c <= 'z' ? c - 32 : c))
        .build();
  }

  /** A position as scripts give it, negative from the end, as one from the start; 0 if before. */
  static long position(long given, int length) {
    if (given >= 0) {
      return given;
    }
    return -given > length || given == Long.MIN_VALUE ? 0 : length + given + 1;
  }

  private static @Nullable LuaValue plainPart(
      LuaRuntime runtime, LuaValue first, LuaValue second, LuaValue third) {
    if (first instanceof LuaString string
        && second instanceof Real start
        && (third instanceof Real || third == LuaValue.NONE)) {
      long end = third instanceof Real number ? (long) number.value : -1;
      return part(runtime, string, (long) start.value, end);
    }
    return null;
  }

  private static Varargs part(LuaRuntime runtime, Arguments arguments) {
    return part(runtime, arguments.string(1), arguments.integer(2), arguments.integer(3, -1));
  }

  private static LuaString part(LuaRuntime runtime, LuaString string, long first, long last) {
    long from = Math.max(position(first, string.m_length), 1);
    long to = Math.min(position(last, string.m_length), string.m_length);
    return from > to
        ? LuaValue.EMPTYSTRING
        : Substrings.of(runtime, string, (int) from - 1, (int) to);
  }

  private static @Nullable LuaValue plainByte(
      LuaRuntime runtime, LuaValue first, LuaValue second, LuaValue third) {
    if (first instanceof LuaString string
        && second instanceof Real number
        && third == LuaValue.NONE) {
      int index = (int) number.value;
      if (index > 0 && index <= string.m_length) {
        return Numbers.of(string.m_bytes[string.m_offset + index - 1] & 0xff);
      }
    }
    return null;
  }

  private static @Nullable LuaValue plainCharacter(
      LuaRuntime runtime, LuaValue first, LuaValue second, LuaValue third) {
    if (first instanceof Real number && second == LuaValue.NONE) {
      int c = (int) number.value;
      return c >= 0 && c <= 0xff ? LuaString.valueUsing(new byte[] {(byte) c}) : null;
    }
    return null;
  }

  private static Varargs bytes(LuaRuntime runtime, Arguments arguments) {
    LuaString string = arguments.string(1);
    long first = position(arguments.integer(2, 1), string.m_length);
    long from = Math.max(first, 1);
    long to = Math.min(position(arguments.integer(3, first), string.m_length), string.m_length);
    if (from > to) {
      return LuaValue.NONE;
    }
    if (to - from >= TableFunctions.MOST_RESULTS) {
      throw ScriptError.atCaller("string slice too long");
    }
    int count = (int) (to - from + 1);
    if (count == 1) {
      return Numbers.of(string.m_bytes[string.m_offset + (int) from - 1] & 0xff);
    }
    runtime.reserve(8L * count);
    LuaValue[] values = new LuaValue[count];
    for (int i = 0; i < count; i++) {
      values[i] = Numbers.of(string.m_bytes[string.m_offset + (int) from - 1 + i] & 0xff);
    }
    return LuaValue.varargsOf(values);
  }

  private static Varargs characters(LuaRuntime runtime, Arguments arguments) {
    int count = arguments.count();
    runtime.reserve(count);
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      long c = arguments.integer(i + 1);
      if (c < 0 || c > 0xff) {
        throw arguments.error(i + 1, "value out of range");
      }
      bytes[i] = (byte) c;
    }
    return LuaString.valueUsing(bytes);
  }

  private static Varargs map(LuaRuntime runtime, Arguments arguments, IntUnaryOperator change) {
    LuaString string = arguments.string(1);
    runtime.reserve(string.m_length);
    byte[] bytes = new byte[string.m_length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) change.applyAsInt(string.m_bytes[string.m_offset + i]);
    }
    return LuaString.valueUsing(bytes);
  }

  private static Varargs reverse(LuaRuntime runtime, Arguments arguments) {
    LuaString string = arguments.string(1);
    runtime.reserve(string.m_length);
    byte[] bytes = new byte[string.m_length];
    int last = string.m_offset + string.m_length - 1;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = string.m_bytes[last - i];
    }
    return LuaString.valueUsing(bytes);
  }

  private static Varargs repeat(LuaRuntime runtime, Arguments arguments) {
    LuaString string = arguments.string(1);
    long count = arguments.integer(2);
    LuaString separator = arguments.string(3, LuaValue.EMPTYSTRING);
    long unit = (long) string.m_length + separator.m_length;
    if (count <= 0 || unit == 0) {
      return LuaValue.EMPTYSTRING;
    }
    if (count > ByteBuilder.LONGEST / unit) {
      throw ScriptError.atCaller("resulting string too large");
    }
    int length = (int) (unit * count - separator.m_length);
    runtime.reserve(length);
    byte[] bytes = new byte[length];
    copy(string, bytes, 0);
    int filled = string.m_length;
    if (count > 1) {
      copy(separator, bytes, filled);
      filled += separator.m_length;
    }
    // What is there is always whole units, each with the separator after it: double it.
    while (filled < length) {
      int more = Math.min(filled, length - filled);
      System.arraycopy(bytes, 0, bytes, filled, more);
      filled += more;
    }
    return LuaString.valueUsing(bytes);
  }

  private static void copy(LuaString string, byte[] target, int at) {
    System.arraycopy(string.m_bytes, string.m_offset, target, at, string.m_length);
  }
}
