package dev.tidegate.lua.lib;

import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.Table;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The standard library of Lua 5.2 as far as a sandbox has one, and some functions of its relatives.
 * Made once; its tables and functions serve all runs at the same time.
 *
 * <p>There is no {@code collectgarbage}, {@code dofile}, {@code loadfile}, {@code string.dump},
 * {@code io} or {@code debug}, and nothing in {@code package} that loads; coroutines come with the
 * tasks.
 */
public final class StandardLibrary {

  private static final LuaString VERSION = LuaString.valueOf("Lua 5.2");

  private final List<LuaModule> modules;
  private final LuaValue[] names;
  private final LuaValue[] functions;
  private final Table stringMetatable;

  /** Makes the library; the clock and its zone are what {@code os} tells. */
  public StandardLibrary(Clock clock) {
    Library strings = StringFunctions.module();
    Library tables = TableFunctions.module();
    modules =
        List.of(
            strings,
            tables,
            MathFunctions.module(),
            OsFunctions.module(clock),
            BitFunctions.module(),
            PackageFunctions.module());
    Map<String, LuaValue> base = new LinkedHashMap<>(BaseFunctions.all());
    // Its name in Lua 5.1, which the compatibility options of 5.2 keep.
    base.put("unpack", tables.value().get(LuaString.valueOf("unpack")));
    names = base.keySet().stream().map(LuaString::valueOf).toArray(LuaValue[]::new);
    functions = base.values().toArray(LuaValue[]::new);
    Table metatable = new Table();
    metatable.put("__index", strings.value());
    // What getmetatable("") shows instead of the table.
    metatable.put("__metatable", LuaString.valueOf("string"));
    stringMetatable = metatable.freeze();
  }

  /** The tables that are globals, such as {@code string}. */
  public List<LuaModule> modules() {
    return modules;
  }

  /** Puts the base functions, {@code _G} and {@code _VERSION} into a run's table of globals. */
  public void installBase(Table globals) {
    for (int i = 0; i < names.length; i++) {
      globals.put(names[i], functions[i]);
    }
    globals.put("_G", globals);
    globals.put("_VERSION", VERSION);
  }

  /** The metatable of every string, whose index is the table {@code string}. */
  public Table stringMetatable() {
    return stringMetatable;
  }
}
