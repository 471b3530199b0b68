package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ByteBuilder;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LogEntry;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.TableWalk;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The functions that are globals themselves (Lua 5.2 manual, 6.1), as far as a sandbox has them.
 */
@SuppressWarnings("ReferenceEquality") // no value at all is one object
final class BaseFunctions {

  /** What hides and protects a metatable. */
  static final LuaString METATABLE = LuaString.valueOf("__metatable");

  private static final LuaString PAIRS = LuaString.valueOf("__pairs");
  private static final LuaString IPAIRS = LuaString.valueOf("__ipairs");

  /** Errors of a handler that are handled; in stock Lua as many as the C stack has room for. */
  private static final int MOST_HANDLED = 200;

  private static final LuaString HANDLER_FAILED = LuaString.valueOf("error in error handling");

  private static final HostFunction NEXT =
      HostFunction.global("next", BaseFunctions::next, HostFunction.Role.NEXT);
  private static final HostFunction NEXT_ELEMENT =
      HostFunction.of("?", BaseFunctions::nextElement, HostFunction.Role.ELEMENTS);

  private BaseFunctions() {}

  /** All by name; one instance each for every run. */
  static Map<String, HostFunction> all() {
    Map<String, HostFunction> functions = new LinkedHashMap<>();
    add(functions, "assert", BaseFunctions::check);
    add(functions, "error", BaseFunctions::error);
    add(functions, "getmetatable", BaseFunctions::getMetatable);
    add(functions, "ipairs", BaseFunctions::ipairs);
    add(functions, "load", LoadFunction::load);
    functions.put("next", NEXT);
    add(functions, "pairs", BaseFunctions::pairs);
    add(functions, "pcall", BaseFunctions::protectedCall);
    add(functions, "print", BaseFunctions::print);
    add(functions, "rawequal", BaseFunctions::rawEqual);
    add(
        functions,
        "rawget",
        BaseFunctions::rawGet,
        (runtime, first, second, third) ->
            first instanceof Table table && second != LuaValue.NONE
                ? rawGet(runtime, table, second)
                : null);
    add(functions, "rawlen", BaseFunctions::rawLength);
    add(functions, "rawset", BaseFunctions::rawSet);
    add(functions, "require", BaseFunctions::require);
    add(functions, "select", BaseFunctions::select);
    add(functions, "setmetatable", BaseFunctions::setMetatable, BaseFunctions::setFirstMetatable);
    add(
        functions,
        "tonumber",
        NumberFunction::toNumber,
        (runtime, first, second, third) ->
            first instanceof LuaString && second == LuaValue.NONE
                ? Numbers.toNumber(runtime, first)
                : null);
    add(
        functions,
        "tostring",
        BaseFunctions::toText,
        (runtime, first, second, third) ->
            first instanceof Real number ? Numbers.toText(runtime, number) : null);
    add(
        functions,
        "type",
        (runtime, arguments) -> TypeNames.of(arguments.value(1)),
        (runtime, first, second, third) -> first == LuaValue.NONE ? null : TypeNames.of(first));
    add(functions, "xpcall", BaseFunctions::handledCall);
    return functions;
  }

  private static void add(
      Map<String, HostFunction> functions, String name, HostFunction.Body body) {
    functions.put(name, HostFunction.global(name, body));
  }

  private static void add(
      Map<String, HostFunction> functions,
      String name,
      HostFunction.Body body,
      HostFunction.Plain plain) {
    functions.put(name, HostFunction.global(name, body, plain));
  }

  /** What Lua gets for an error that was caught. */
  static LuaValue valueOf(LuaError error) {
    if (error instanceof ScriptError script) {
      return script.value();
    }
    LuaValue value = error.getMessageObject();
    return value == null ? LuaValue.NIL : value;
  }

  private static Varargs check(LuaRuntime runtime, Arguments arguments) {
    if (arguments.any(1).toboolean()) {
      return arguments.all();
    }
    if (arguments.isNil(2)) {
      throw ScriptError.atCaller("assertion failed!");
    }
    // Stock Lua 5.2 takes nothing but text; the errors of this sandbox's modules are objects.
    throw ScriptError.at(arguments.any(2), 1);
  }

  private static Varargs error(LuaRuntime runtime, Arguments arguments) {
    long level = Math.clamp(arguments.integer(2, 1), 0L, Integer.MAX_VALUE);
    throw ScriptError.at(arguments.any(1), (int) level);
  }

  private static Varargs getMetatable(LuaRuntime runtime, Arguments arguments) {
    LuaValue metatable = runtime.metatable(arguments.value(1));
    if (metatable.isnil()) {
      return LuaValue.NIL;
    }
    LuaValue shown = metatable.rawget(METATABLE);
    return shown.isnil() ? metatable : shown;
  }

  private static Varargs setMetatable(LuaRuntime runtime, Arguments arguments) {
    Table table = arguments.table(1);
    LuaValue metatable = arguments.any(2);
    if (arguments.count() < 2 || !(metatable.isnil() || metatable instanceof Table)) {
      throw arguments.error(2, "nil or table expected");
    }
    LuaValue current = runtime.metatable(table);
    if (!current.isnil() && !current.rawget(METATABLE).isnil()) {
      throw ScriptError.atCaller("cannot change a protected metatable");
    }
    table.metatable(metatable instanceof Table next ? next : null);
    return table;
  }

  /** A table that has no metatable yet, so that there is none to protect. */
  private static @Nullable LuaValue setFirstMetatable(
      LuaRuntime runtime, LuaValue first, LuaValue second, LuaValue third) {
    if (first instanceof Table table
        && second instanceof Table metatable
        && table.metatable() == null) {
      table.metatable(metatable);
      return table;
    }
    return null;
  }

  private static Varargs ipairs(LuaRuntime runtime, Arguments arguments) {
    LuaValue metamethod = metamethod(runtime, arguments.any(1), IPAIRS);
    if (!metamethod.isnil()) {
      return three(runtime.call(metamethod, arguments.any(1)));
    }
    return LuaValue.varargsOf(NEXT_ELEMENT, arguments.table(1), Numbers.of(0));
  }

  private static Varargs pairs(LuaRuntime runtime, Arguments arguments) {
    LuaValue metamethod = metamethod(runtime, arguments.any(1), PAIRS);
    if (!metamethod.isnil()) {
      return three(runtime.call(metamethod, arguments.any(1)));
    }
    return LuaValue.varargsOf(NEXT, arguments.table(1), LuaValue.NIL);
  }

  private static Varargs three(Varargs values) {
    return LuaValue.varargsOf(values.arg1(), values.arg(2), values.arg(3));
  }

  private static LuaValue metamethod(LuaRuntime runtime, LuaValue value, LuaString event) {
    LuaValue metatable = runtime.metatable(value);
    return metatable.isnil() ? LuaValue.NIL : metatable.rawget(event);
  }

  private static Varargs next(LuaRuntime runtime, Arguments arguments) {
    chargeBytes(runtime, arguments.any(2));
    return TableWalk.next(runtime, arguments.table(1), arguments.any(2));
  }

  private static Varargs nextElement(LuaRuntime runtime, Arguments arguments) {
    long index = arguments.integer(2) + 1;
    LuaValue element = TableFunctions.get(arguments.table(1), index);
    return element.isnil() ? LuaValue.NIL : LuaValue.varargsOf(Numbers.of((double) index), element);
  }

  private static Varargs protectedCall(LuaRuntime runtime, Arguments arguments) {
    LuaValue function = arguments.value(1);
    try {
      Varargs results = runtime.call(function, arguments.from(2));
      return Results.prepend(runtime, LuaValue.TRUE, results);
    } catch (LuaError error) {
      return LuaValue.varargsOf(LuaValue.FALSE, valueOf(error));
    }
  }

  /** The handler runs when the stack is unwound already, and is given its own errors too. */
  private static Varargs handledCall(LuaRuntime runtime, Arguments arguments) {
    arguments.value(2);
    LuaValue failure;
    try {
      Varargs results = runtime.call(arguments.any(1), arguments.from(3));
      return Results.prepend(runtime, LuaValue.TRUE, results);
    } catch (LuaError error) {
      failure = valueOf(error);
    }
    int attempts = arguments.any(2) instanceof LuaFunction ? MOST_HANDLED : 0;
    for (int i = 0; i < attempts; i++) {
      try {
        LuaValue handled = runtime.call(arguments.any(2), failure).arg1();
        return LuaValue.varargsOf(LuaValue.FALSE, handled);
      } catch (LuaError handlerFailed) {
        failure = valueOf(handlerFailed);
      }
    }
    return LuaValue.varargsOf(LuaValue.FALSE, HANDLER_FAILED);
  }

  private static Varargs print(LuaRuntime runtime, Arguments arguments) {
    ByteBuilder line = new ByteBuilder(runtime);
    for (int i = 1; i <= arguments.count(); i++) {
      if (i > 1) {
        line.append((byte) '\t');
      }
      LuaString text = runtime.toText(arguments.any(i));
      runtime.charge(text.m_length);
      line.append(text);
    }
    LuaString message = line.finish();
    runtime.reserve(2L * message.m_length);
    runtime.log(LogEntry.Level.INFO, LuaText.decode(message), Map.of());
    return LuaValue.NONE;
  }

  /** What {@code __tostring} returns is passed on whatever it is, as in stock Lua 5.2. */
  private static Varargs toText(LuaRuntime runtime, Arguments arguments) {
    LuaValue value = arguments.value(1);
    LuaValue metamethod = metamethod(runtime, value, LuaValue.TOSTRING);
    if (metamethod.isnil()) {
      return runtime.toText(value);
    }
    LuaValue text = runtime.call(metamethod, value).arg1();
    return text instanceof Real number ? Numbers.toText(runtime, number) : text;
  }

  private static Varargs rawEqual(LuaRuntime runtime, Arguments arguments) {
    LuaValue left = arguments.value(1);
    LuaValue right = arguments.value(2);
    chargeBytes(runtime, left);
    return LuaValue.valueOf(left.raweq(right));
  }

  private static Varargs rawGet(LuaRuntime runtime, Arguments arguments) {
    return rawGet(runtime, arguments.table(1), arguments.value(2));
  }

  private static LuaValue rawGet(LuaRuntime runtime, Table table, LuaValue key) {
    chargeBytes(runtime, key);
    return table.rawget(key);
  }

  /** What compares strings, or looks one up in a table, may have to go through all its bytes. */
  private static void chargeBytes(LuaRuntime runtime, LuaValue value) {
    if (value instanceof LuaString string) {
      runtime.charge(string.m_length);
    }
  }

  private static Varargs rawLength(LuaRuntime runtime, Arguments arguments) {
    return switch (arguments.any(1)) {
      case Table table -> Numbers.of(table.rawlen());
      case LuaString string -> Numbers.of(string.m_length);
      default -> throw arguments.error(1, "table or string expected");
    };
  }

  private static Varargs rawSet(LuaRuntime runtime, Arguments arguments) {
    Table table = arguments.table(1);
    LuaValue key = arguments.value(2);
    LuaValue value = arguments.value(3);
    if (key.isnil()) {
      throw ScriptError.of(LuaText.encode("table index is nil"));
    }
    if (key instanceof Real number && Double.isNaN(number.value)) {
      throw ScriptError.of(LuaText.encode("table index is NaN"));
    }
    chargeBytes(runtime, key);
    table.put(runtime, key, value);
    return table;
  }

  private static Varargs require(LuaRuntime runtime, Arguments arguments) {
    LuaString given = arguments.string(1);
    runtime.reserve(2L * given.m_length);
    String name = LuaText.decode(given);
    return runtime
        .module(name)
        .orElseThrow(() -> ScriptError.atCaller("module '" + name + "' not found"));
  }

  private static Varargs select(LuaRuntime runtime, Arguments arguments) {
    int count = arguments.count() - 1;
    if (arguments.any(1) instanceof LuaString string
        && string.m_length > 0
        && string.m_bytes[string.m_offset] == '#') {
      return Numbers.of(count);
    }
    long position = arguments.integer(1);
    if (position < 0) {
      position += count + 1L;
    }
    if (position < 1) {
      throw arguments.error(1, "index out of range");
    }
    return position > count ? LuaValue.NONE : arguments.from((int) position + 1);
  }
}
