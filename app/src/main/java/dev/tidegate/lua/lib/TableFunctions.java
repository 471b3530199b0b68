package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ByteBuilder;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Table;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The table {@code table} (Lua 5.2 manual, 6.5): elements by raw access, lengths with {@code
 * __len}. {@code getn} and {@code maxn} are those of Lua 5.1; {@code create}, {@code freeze} and
 * {@code isfrozen} those of Luau.
 */
@SuppressWarnings("ReferenceEquality") // no value at all is one object
final class TableFunctions {

  /** The most values that one call may return. */
  static final int MOST_RESULTS = 1_000_000;

  private static final LuaString COUNT = LuaString.valueOf("n");

  private TableFunctions() {}

  static Library module() {
    return Library.builder("table")
        .function("concat", TableFunctions::concat)
        .function("create", TableFunctions::create)
        .function("freeze", TableFunctions::freeze)
        .function(
            "getn",
            (runtime, arguments) -> Numbers.of((double) length(runtime, arguments.table(1))))
        .function("insert", TableFunctions::insert, TableFunctions::append)
        .function(
            "isfrozen", (runtime, arguments) -> LuaValue.valueOf(arguments.table(1).isFrozen()))
        .function("maxn", TableFunctions::largestKey)
        .function("pack", TableFunctions::pack)
        .function("remove", TableFunctions::remove)
        .function("sort", TableFunctions::sort)
        .function("unpack", TableFunctions::unpack)
        .build();
  }

  /** The length that the operator {@code #} gives, which must be a number. */
  static long length(LuaRuntime runtime, Table table) {
    if (Numbers.toNumber(runtime, runtime.length(table)) instanceof Real number) {
      return (long) number.todouble();
    }
    throw ScriptError.atCaller("object length is not a number");
  }

  static LuaValue get(Table table, long index) {
    return index == (int) index ? table.get((int) index) : table.get(Numbers.of((double) index));
  }

  static void set(LuaRuntime runtime, Table table, long index, LuaValue value) {
    if (index == (int) index) {
      table.put(runtime, (int) index, value);
    } else {
      table.put(runtime, Numbers.of((double) index), value);
    }
  }

  private static Varargs concat(LuaRuntime runtime, Arguments arguments) {
    LuaString separator = arguments.string(2, LuaValue.EMPTYSTRING);
    Table table = arguments.table(1);
    long first = arguments.integer(3, 1);
    long last = arguments.isNil(4) ? length(runtime, table) : arguments.integer(4);
    Steps steps = new Steps(runtime);
    ByteBuilder result = new ByteBuilder(runtime);
    for (long i = first; i <= last; i++) {
      LuaString element = element(runtime, table, i);
      steps.add(element.m_length + 1);
      result.append(element);
      if (i == last) {
        // Here and not in the condition, which would overflow after the largest index.
        break;
      }
      steps.add(separator.m_length);
      result.append(separator);
    }
    steps.settle();
    return result.finish();
  }

  private static LuaString element(LuaRuntime runtime, Table table, long index) {
    return switch (get(table, index)) {
      case LuaString string -> string;
      case Real number -> Numbers.toText(runtime, number);
      case LuaValue other ->
          throw ScriptError.atCaller(
              "invalid value ("
                  + other.typename()
                  + ") at index "
                  + index
                  + " in table for 'concat'");
    };
  }

  /** The first argument; a frozen table is refused even where there would be nothing to do. */
  private static Table writable(Arguments arguments) {
    Table table = arguments.table(1);
    table.requireWritable();
    return table;
  }

  /** Appends, as two arguments ask for; how many there are tells what is meant. */
  private static @Nullable LuaValue append(
      LuaRuntime runtime, LuaValue first, LuaValue second, LuaValue third) {
    if (first instanceof Table table
        && !table.isFrozen()
        && table.metatable() == null
        && second != LuaValue.NONE
        && third == LuaValue.NONE) {
      table.put(runtime, table.length() + 1, second);
      return LuaValue.NONE;
    }
    return null;
  }

  private static Varargs create(LuaRuntime runtime, Arguments arguments) {
    long size = arguments.integer(1);
    LuaValue value = arguments.any(2);
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw arguments.error(1, "size out of range");
    }
    Table table = new Table();
    table.ensureArray(runtime, (int) size);
    if (!value.isnil()) {
      Steps steps = new Steps(runtime);
      for (int i = 1; i <= size; i++) {
        steps.one();
        table.put(i, value);
      }
      steps.settle();
    }
    return table;
  }

  private static Varargs freeze(LuaRuntime runtime, Arguments arguments) {
    Table table = arguments.table(1);
    if (table.isFrozen()) {
      throw arguments.error(1, "table is already frozen");
    }
    Table metatable = table.metatable();
    if (metatable != null && !metatable.get(BaseFunctions.METATABLE).isnil()) {
      throw arguments.error(1, "table has a protected metatable");
    }
    table.freezeWithinRun();
    return table;
  }

  /** The largest key that is a positive number, whole or not; 0 when there is none. */
  private static Varargs largestKey(LuaRuntime runtime, Arguments arguments) {
    Table table = arguments.table(1);
    Steps steps = new Steps(runtime);
    double largest = 0;
    int last = table.positions();
    for (int at = 1; at <= last; at++) {
      steps.one();
      if (!table.valueAt(at).isnil() && table.keyAt(at) instanceof Real key) {
        largest = Math.max(largest, key.value);
      }
    }
    steps.settle();
    return Numbers.of(largest);
  }

  private static Varargs insert(LuaRuntime runtime, Arguments arguments) {
    Table table = writable(arguments);
    long end = length(runtime, table) + 1;
    switch (arguments.count()) {
      case 2 -> set(runtime, table, end, arguments.any(2));
      case 3 -> {
        long position = arguments.integer(2);
        if (position < 1 || position > end) {
          throw arguments.error(2, "position out of bounds");
        }
        Steps steps = new Steps(runtime);
        for (long i = end; i > position; i--) {
          steps.one();
          set(runtime, table, i, get(table, i - 1));
        }
        set(runtime, table, position, arguments.any(3));
        steps.settle();
      }
      default -> throw ScriptError.atCaller("wrong number of arguments to 'insert'");
    }
    return LuaValue.NONE;
  }

  private static Varargs remove(LuaRuntime runtime, Arguments arguments) {
    Table table = writable(arguments);
    long size = length(runtime, table);
    long position = arguments.integer(2, size);
    if (position != size && (position < 1 || position > size + 1)) {
      throw arguments.error(1, "position out of bounds");
    }
    LuaValue removed = get(table, position);
    Steps steps = new Steps(runtime);
    for (long i = position; i < size; i++) {
      steps.one();
      set(runtime, table, i, get(table, i + 1));
    }
    set(runtime, table, Math.max(position, size), LuaValue.NIL);
    steps.settle();
    return removed;
  }

  private static Varargs pack(LuaRuntime runtime, Arguments arguments) {
    int count = arguments.count();
    runtime.reserve(16L * count);
    Table table = new Table(count, 1);
    for (int i = 1; i <= count; i++) {
      table.put(i, arguments.any(i));
    }
    table.put(COUNT, Numbers.of(count));
    return table;
  }

  private static Varargs sort(LuaRuntime runtime, Arguments arguments) {
    Table table = writable(arguments);
    long length = length(runtime, table);
    LuaValue comparator = arguments.isNil(2) ? LuaValue.NIL : arguments.function(2);
    if (length > Integer.MAX_VALUE / 2) {
      throw ScriptError.atCaller("array too big");
    }
    if (length > 1) {
      new Sorting(runtime, table, (int) length, comparator).run();
    }
    return LuaValue.NONE;
  }

  static Varargs unpack(LuaRuntime runtime, Arguments arguments) {
    Table table = arguments.table(1);
    long first = arguments.integer(2, 1);
    long last = arguments.isNil(3) ? length(runtime, table) : arguments.integer(3);
    if (first > last) {
      return LuaValue.NONE;
    }
    long count = last - first + 1;
    // A difference beyond a long's range comes out negative.
    if (count <= 0 || count >= MOST_RESULTS) {
      throw ScriptError.atCaller("too many results to unpack");
    }
    runtime.reserve(8 * count);
    LuaValue[] values = new LuaValue[(int) count];
    for (int i = 0; i < count; i++) {
      values[i] = get(table, first + i);
    }
    return LuaValue.varargsOf(values);
  }
}
