package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Table;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The table {@code package}, which scripts look at to find out where they run. Nothing in it loads
 * anything: its paths are empty and can't be changed, and {@code loadlib} refuses as stock Lua does
 * where the system has no libraries to link.
 */
final class PackageFunctions {

  private static final Varargs REFUSAL =
      LuaValue.varargsOf(
          LuaValue.NIL,
          LuaString.valueOf("dynamic libraries not enabled; check your Lua installation"),
          LuaString.valueOf("absent"));

  private PackageFunctions() {}

  static Library module() {
    return Library.builder("package")
        .function("loadlib", (runtime, arguments) -> REFUSAL)
        .function("seeall", PackageFunctions::seeAll)
        .value("path", LuaValue.EMPTYSTRING)
        .value("cpath", LuaValue.EMPTYSTRING)
        .build();
  }

  /** Lets a table show the globals where it has nothing itself (Lua 5.1 manual, 5.3). */
  private static Varargs seeAll(LuaRuntime runtime, Arguments arguments) {
    Table module = arguments.table(1);
    Table metatable = module.metatable();
    if (metatable == null) {
      metatable = new Table(0, 1);
      module.metatable(metatable);
    } else if (!metatable.get(BaseFunctions.METATABLE).isnil()) {
      throw ScriptError.atCaller("cannot change a protected metatable");
    }
    metatable.put(runtime, LuaValue.INDEX, runtime.globals());
    return LuaValue.NONE;
  }
}
