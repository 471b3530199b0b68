package dev.tidegate.lua;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The arguments of one call, checked with the wording of stock Lua: {@code bad argument #1 to
 * 'name' (string expected, got nil)}. Positions count from 1.
 */
@SuppressWarnings("ReferenceEquality") // nil is one object
public final class Arguments {

  private final LuaRuntime runtime;
  private final HostFunction function;
  private final Varargs values;
  private final int before;

  Arguments(LuaRuntime runtime, HostFunction function, Varargs values) {
    this(runtime, function, values, 0);
  }

  private Arguments(LuaRuntime runtime, HostFunction function, Varargs values, int before) {
    this.runtime = runtime;
    this.function = function;
    this.values = values;
    this.before = before;
  }

  /** Those after the first, which are counted from 1 again. */
  Arguments afterReceiver() {
    return new Arguments(runtime, function, from(2), before + 1);
  }

  /** How many there are. */
  public int count() {
    return values.narg();
  }

  /** Any value, nil where there is none. */
  public LuaValue any(int position) {
    return values.arg(position);
  }

  /** Any value, nil included, but an argument must be there. */
  public LuaValue value(int position) {
    if (position > values.narg()) {
      throw error(position, "value expected");
    }
    return values.arg(position);
  }

  /** All from the position on, in an array of their own: a part must not keep the whole alive. */
  public Varargs from(int position) {
    return rest(runtime, values, position);
  }

  /** The values from the position on, charged like a copy, which they are. */
  public static Varargs rest(LuaRuntime runtime, Varargs values, int position) {
    int count = values.narg() - position + 1;
    return switch (Math.max(count, 0)) {
      case 0 -> LuaValue.NONE;
      case 1 -> values.arg(position);
      case 2 -> LuaValue.varargsOf(values.arg(position), values.arg(position + 1));
      default -> {
        if (position == 1) {
          yield values;
        }
        runtime.charge(count >> 2);
        LuaValue[] copy = new LuaValue[count];
        for (int i = 0; i < count; i++) {
          copy[i] = values.arg(position + i);
        }
        yield LuaValue.varargsOf(copy);
      }
    };
  }

  /** All of them. */
  public Varargs all() {
    return values;
  }

  /** Whether the argument is absent or nil. */
  public boolean isNil(int position) {
    return values.arg(position) == LuaValue.NIL;
  }

  /** A string; a number is turned into one. */
  public LuaString string(int position) {
    LuaValue value = values.arg(position);
    if (value instanceof LuaString string) {
      return string;
    }
    if (value instanceof Real number) {
      return Numbers.toText(runtime, number);
    }
    throw typeError(position, "string");
  }

  /** A string, or the default where the argument is absent or nil. */
  public LuaString string(int position, LuaString otherwise) {
    return isNil(position) ? otherwise : string(position);
  }

  /** A number; a string that reads as one is converted (Lua 5.2 manual, 3.4.2). */
  public double number(int position) {
    LuaValue value = values.arg(position);
    if (value instanceof Real number) {
      return number.value;
    }
    if (Numbers.toNumber(runtime, value) instanceof Real number) {
      return number.value;
    }
    throw typeError(position, "number");
  }

  /** A number, or the default where the argument is absent or nil. */
  public double number(int position, double otherwise) {
    return isNil(position) ? otherwise : number(position);
  }

  /** A number cut towards zero to a long; beyond its range, the nearest long. NaN is 0. */
  public long integer(int position) {
    return (long) number(position);
  }

  /** An integer, or the default where the argument is absent or nil. */
  public long integer(int position, long otherwise) {
    return isNil(position) ? otherwise : integer(position);
  }

  /** A table. */
  public Table table(int position) {
    if (values.arg(position) instanceof Table table) {
      return table;
    }
    throw typeError(position, "table");
  }

  /** A table, or null where the argument is absent or nil. */
  public @Nullable Table tableOrNull(int position) {
    return isNil(position) ? null : table(position);
  }

  /** A function; a value with {@code __call} is not one. */
  public LuaFunction function(int position) {
    if (values.arg(position) instanceof LuaFunction value) {
      return value;
    }
    throw typeError(position, "function");
  }

  /**
   * The error "bad argument #position to 'name' (message)", to be thrown. The function is called
   * what its caller calls it, and called as a method it does not count its receiver.
   */
  public ScriptError error(int position, String message) {
    return ScriptError.badArgument(before + position, function.globalName(), message);
  }

  /** The error "… (expected expected, got actual)", to be thrown. */
  public ScriptError typeError(int position, String expected) {
    String actual = position > values.narg() ? "no value" : values.arg(position).typename();
    return error(position, expected + " expected, got " + actual);
  }
}
