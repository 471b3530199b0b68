package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import java.util.function.IntBinaryOperator;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The table {@code bit32} (Lua 5.2 manual, 6.7): operations on unsigned 32-bit numbers. */
@SuppressWarnings("ReferenceEquality") // no value at all is one object
final class BitFunctions {

  private static final int BITS = 32;

  /** The largest number of 32 bits. */
  private static final double MOST = 0xffff_ffffL;

  private BitFunctions() {}

  static Library module() {
    return Library.builder("bit32")
        .function(
            "arshift",
            (runtime, arguments) -> {
              long by = arguments.integer(2);
              int bits = bits(arguments, 1);
              return result(by < 0 ? shift(bits, -by) : bits >> Math.min(by, BITS - 1));
            })
        .function(
            "band",
            (runtime, arguments) -> fold(runtime, arguments, -1, (a, b) -> a & b),
            pair((a, b) -> a & b))
        .function("bnot", (runtime, arguments) -> result(~bits(arguments, 1)))
        .function(
            "bor",
            (runtime, arguments) -> fold(runtime, arguments, 0, (a, b) -> a | b),
            pair((a, b) -> a | b))
        .function(
            "btest",
            (runtime, arguments) ->
                LuaValue.valueOf(combine(runtime, arguments, -1, (a, b) -> a & b) != 0))
        .function(
            "bxor",
            (runtime, arguments) -> fold(runtime, arguments, 0, (a, b) -> a ^ b),
            pair((a, b) -> a ^ b))
        .function("extract", BitFunctions::extract)
        .function(
            "lrotate",
            (runtime, arguments) ->
                result(Integer.rotateLeft(bits(arguments, 1), distance(arguments))))
        .function(
            "lshift",
            (runtime, arguments) -> result(shift(bits(arguments, 1), arguments.integer(2))),
            shiftBy((bits, by) -> shift(bits, by)))
        .function("replace", BitFunctions::replace)
        .function(
            "rrotate",
            (runtime, arguments) ->
                result(Integer.rotateRight(bits(arguments, 1), distance(arguments))))
        .function(
            "rshift",
            (runtime, arguments) -> {
              long by = Math.clamp(arguments.integer(2), -BITS, BITS);
              return result(shift(bits(arguments, 1), -by));
            },
            shiftBy((bits, by) -> shift(bits, -by)))
        .build();
  }

  /** Any number, rounded and taken modulo 2^32. */
  private static int bits(Arguments arguments, int position) {
    double number = Math.rint(arguments.number(position));
    return (int) (long) (number - Math.floor(number / 0x1p32) * 0x1p32);
  }

  /** Two numbers that are whole and within 32 bits without rounding. */
  private static HostFunction.Plain pair(IntBinaryOperator operation) {
    return (runtime, first, second, third) ->
        first instanceof Real a
                && second instanceof Real b
                && third == LuaValue.NONE
                && (long) a.value == a.value
                && (long) b.value == b.value
                && a.value >= Integer.MIN_VALUE
                && a.value <= MOST
                && b.value >= Integer.MIN_VALUE
                && b.value <= MOST
            ? result(operation.applyAsInt((int) (long) a.value, (int) (long) b.value))
            : null;
  }

  /** The same, where the second number is a distance that is less than all bits. */
  private static HostFunction.Plain shiftBy(IntBinaryOperator operation) {
    HostFunction.Plain pair = pair(operation);
    return (runtime, first, second, third) ->
        second instanceof Real by && Math.abs(by.value) < BITS
            ? pair.call(runtime, first, second, third)
            : null;
  }

  private static LuaValue result(int bits) {
    return Numbers.of((double) Integer.toUnsignedLong(bits));
  }

  /** Left, or right where the distance is negative; what is shifted in is 0. */
  private static int shift(int bits, long distance) {
    if (distance <= -BITS || distance >= BITS) {
      return 0;
    }
    return distance >= 0 ? bits << distance : bits >>> -distance;
  }

  private static int distance(Arguments arguments) {
    return (int) Math.floorMod(arguments.integer(2), (long) BITS);
  }

  private static Varargs fold(
      LuaRuntime runtime, Arguments arguments, int neutral, IntBinaryOperator operation) {
    return result(combine(runtime, arguments, neutral, operation));
  }

  private static int combine(
      LuaRuntime runtime, Arguments arguments, int neutral, IntBinaryOperator operation) {
    int count = arguments.count();
    runtime.charge(count);
    int result = neutral;
    for (int i = 1; i <= count; i++) {
      result = operation.applyAsInt(result, bits(arguments, i));
    }
    return result;
  }

  private static Varargs extract(LuaRuntime runtime, Arguments arguments) {
    int bits = bits(arguments, 1);
    Field field = field(arguments, 2);
    return result((bits >>> field.start()) & field.mask());
  }

  private static Varargs replace(LuaRuntime runtime, Arguments arguments) {
    int bits = bits(arguments, 1);
    int value = bits(arguments, 2);
    Field field = field(arguments, 3);
    int mask = field.mask();
    return result((bits & ~(mask << field.start())) | ((value & mask) << field.start()));
  }

  private static Field field(Arguments arguments, int position) {
    long start = arguments.integer(position);
    long width = arguments.integer(position + 1, 1);
    if (start < 0) {
      throw arguments.error(position, "field cannot be negative");
    }
    if (width <= 0) {
      throw arguments.error(position + 1, "width must be positive");
    }
    if (start > BITS - 1 || width > BITS - start) {
      throw ScriptError.atCaller("trying to access non-existent bits");
    }
    return new Field((int) start, (int) width);
  }

  private record Field(int start, int width) {

    int mask() {
      return width == BITS ? -1 : (1 << width) - 1;
    }
  }
}
