package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The table {@code math} (Lua 5.2 manual, 6.6), with the functions of Lua 5.3 that tell integers
 * from other numbers. All numbers are doubles, so it is the value that decides: whole, and within
 * ±2^53, up to where doubles have all whole numbers.
 */
@SuppressWarnings("ReferenceEquality") // no value at all is one object
final class MathFunctions {

  private static final double LN_2 = Math.log(2);

  private static final double LARGEST_INTEGER = 0x1p53;

  private static final LuaString INTEGER = LuaString.valueOf("integer");
  private static final LuaString FLOAT = LuaString.valueOf("float");

  private MathFunctions() {}

  static Library module() {
    Library.Builder math = Library.builder("math");
    unary(math, "abs", Math::abs);
    unary(math, "acos", Math::acos);
    unary(math, "asin", Math::asin);
    unary(math, "atan", Math::atan);
    binary(math, "atan2", Math::atan2);
    unary(math, "ceil", Math::ceil);
    unary(math, "cos", Math::cos);
    unary(math, "cosh", Math::cosh);
    unary(math, "deg", x -> x / (Math.PI / 180));
    unary(math, "exp", Math::exp);
    unary(math, "floor", Math::floor);
    binary(math, "fmod", (x, y) -> x % y);
    math.alias("mod", "fmod");
    unary(math, "log10", Math::log10);
    math.function(
        "pow",
        (runtime, arguments) ->
            Numbers.of(Numbers.power(arguments.number(1), arguments.number(2))));
    unary(math, "rad", x -> x * (Math.PI / 180));
    unary(math, "sin", Math::sin);
    unary(math, "sinh", Math::sinh);
    unary(math, "sqrt", Math::sqrt);
    unary(math, "tan", Math::tan);
    unary(math, "tanh", Math::tanh);
    return math.function("frexp", MathFunctions::frexp)
        .function("ldexp", MathFunctions::ldexp)
        .function("log", MathFunctions::log)
        .function(
            "max",
            (runtime, arguments) -> fold(runtime, arguments, (a, b) -> b > a ? b : a),
            (runtime, first, second, third) ->
                isPair(first, second, third) ? greater((Real) first, (Real) second) : null)
        .function(
            "min",
            (runtime, arguments) -> fold(runtime, arguments, (a, b) -> b < a ? b : a),
            (runtime, first, second, third) ->
                isPair(first, second, third) ? lesser((Real) first, (Real) second) : null)
        .function("modf", MathFunctions::modf)
        .function("random", MathFunctions::random)
        .function("randomseed", MathFunctions::randomSeed)
        .function("tointeger", MathFunctions::toInteger)
        .function("type", MathFunctions::type)
        .function("ult", MathFunctions::unsignedLess)
        .value("maxinteger", Numbers.of(LARGEST_INTEGER))
        .value("mininteger", Numbers.of(-LARGEST_INTEGER))
        .value("pi", Numbers.of(Math.PI))
        .value("huge", Numbers.of(Double.POSITIVE_INFINITY))
        .build();
  }

  private static void unary(Library.Builder math, String name, DoubleUnaryOperator operation) {
    math.function(
        name,
        (runtime, arguments) -> Numbers.of(operation.applyAsDouble(arguments.number(1))),
        (runtime, first, second, third) ->
            first instanceof Real x ? Numbers.of(operation.applyAsDouble(x.value)) : null);
  }

  private static void binary(Library.Builder math, String name, DoubleBinaryOperator operation) {
    math.function(
        name,
        (runtime, arguments) -> {
          // First the second, as stock Lua's builds have it: the message tells.
          double second = arguments.number(2);
          return Numbers.of(operation.applyAsDouble(arguments.number(1), second));
        });
  }

  private static boolean isPair(LuaValue first, LuaValue second, LuaValue third) {
    return first instanceof Real && second instanceof Real && third == LuaValue.NONE;
  }

  private static Real greater(Real a, Real b) {
    return b.value > a.value ? b : a;
  }

  private static Real lesser(Real a, Real b) {
    return b.value < a.value ? b : a;
  }

  private static Varargs fold(
      LuaRuntime runtime, Arguments arguments, DoubleBinaryOperator choice) {
    int count = arguments.count();
    runtime.charge(count);
    double result = arguments.number(1);
    for (int i = 2; i <= count; i++) {
      result = choice.applyAsDouble(result, arguments.number(i));
    }
    return Numbers.of(result);
  }

  private static boolean isInteger(double x) {
    return x == Math.rint(x) && Math.abs(x) <= LARGEST_INTEGER;
  }

  private static Varargs toInteger(LuaRuntime runtime, Arguments arguments) {
    LuaValue value = Numbers.toNumber(runtime, arguments.value(1));
    return value instanceof Real number && isInteger(number.value) ? number : LuaValue.NIL;
  }

  private static Varargs type(LuaRuntime runtime, Arguments arguments) {
    if (arguments.value(1) instanceof Real number) {
      return isInteger(number.value) ? INTEGER : FLOAT;
    }
    return LuaValue.NIL;
  }

  /** Whether the first is less when both are taken as unsigned numbers of 64 bits. */
  private static Varargs unsignedLess(LuaRuntime runtime, Arguments arguments) {
    long first = Integers.at(arguments, 1);
    return LuaValue.valueOf(Long.compareUnsigned(first, Integers.at(arguments, 2)) < 0);
  }

  /** A fraction in [0.5, 1) and an exponent of 2 whose product the number is. */
  private static Varargs frexp(LuaRuntime runtime, Arguments arguments) {
    double x = arguments.number(1);
    if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
      return LuaValue.varargsOf(Numbers.of(x), Numbers.of(0));
    }
    int exponent = Math.getExponent(x);
    if (exponent < Double.MIN_EXPONENT) {
      // Subnormal: bring the leading bit to where the exponent counts.
      exponent = Math.getExponent(x * 0x1p54) - 54;
    }
    exponent++;
    // In two steps, because 2^-exponent itself may not be a double.
    double fraction = Math.scalb(Math.scalb(x, -(exponent / 2)), -(exponent - exponent / 2));
    return LuaValue.varargsOf(Numbers.of(fraction), Numbers.of(exponent));
  }

  private static Varargs ldexp(LuaRuntime runtime, Arguments arguments) {
    double x = arguments.number(1);
    long exponent = Math.clamp(arguments.integer(2), -5000L, 5000L);
    return Numbers.of(Math.scalb(x, (int) exponent));
  }

  private static Varargs log(LuaRuntime runtime, Arguments arguments) {
    double x = arguments.number(1);
    if (arguments.isNil(2)) {
      return Numbers.of(Math.log(x));
    }
    double base = arguments.number(2);
    if (base == 10) {
      return Numbers.of(Math.log10(x));
    }
    if (base == 2 && x > 0 && x == Math.scalb(1.0, Math.getExponent(x))) {
      return Numbers.of(Math.getExponent(x));
    }
    return Numbers.of(Math.log(x) / (base == 2 ? LN_2 : Math.log(base)));
  }

  private static Varargs modf(LuaRuntime runtime, Arguments arguments) {
    double x = arguments.number(1);
    double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
    // A zero has the sign of the number, as C's modf has it.
    double fraction = Math.copySign(Double.isInfinite(x) ? 0 : x - whole, x);
    return LuaValue.varargsOf(Numbers.of(whole), Numbers.of(fraction));
  }

  private static Varargs random(LuaRuntime runtime, Arguments arguments) {
    RandomState state = runtime.attribute(RandomState.class, RandomState::new);
    return switch (arguments.count()) {
      case 0 -> Numbers.of(state.next());
      case 1 -> {
        double upper = arguments.number(1);
        if (!(upper >= 1)) {
          throw arguments.error(1, "interval is empty");
        }
        yield Numbers.of(Math.floor(state.next() * upper) + 1);
      }
      case 2 -> {
        double lower = arguments.number(1);
        double upper = arguments.number(2);
        if (!(lower <= upper)) {
          throw arguments.error(2, "interval is empty");
        }
        yield Numbers.of(Math.floor(state.next() * (upper - lower + 1)) + lower);
      }
      default -> throw ScriptError.atCaller("wrong number of arguments");
    };
  }

  private static Varargs randomSeed(LuaRuntime runtime, Arguments arguments) {
    runtime.attribute(RandomState.class, RandomState::new).seed(arguments.number(1));
    return LuaValue.NONE;
  }
}
