package dev.tidegate.lua.vm;

import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.Table;
import java.util.Map;
import java.util.function.Consumer;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What every context starts with. Its globals are put together once and copied for each. */
public final class Libraries {

  private static final LuaString GLOBALS = LuaString.valueOf("_G");

  private final Map<String, LuaModule> modules;
  private final Table stringMetatable;
  private final Table stringMethods;
  private final Table globals = new Table();

  /**
   * Puts them together.
   *
   * @param modules by name; what {@code require} gives, and where they say so, globals
   * @param base puts the base functions ({@code print}, {@code pcall}, …) into a fresh table of
   *     globals
   * @param stringMetatable the frozen metatable of all strings
   */
  public Libraries(Map<String, LuaModule> modules, Consumer<Table> base, Table stringMetatable) {
    this.modules = Map.copyOf(modules);
    this.stringMetatable = stringMetatable;
    stringMethods =
        stringMetatable.get(LuaValue.INDEX) instanceof Table methods && methods.isShared()
            ? methods
            : new Table().freeze();
    base.accept(globals);
    modules.forEach((name, module) -> {
      if (module.isGlobal()) {
        globals.put(name, module.value());
      }
    });
  }

  Map<String, LuaModule> modules() {
    return modules;
  }

  Table stringMetatable() {
    return stringMetatable;
  }

  /** The methods of all strings, where a shared table has them; otherwise nothing. */
  Table stringMethods() {
    return stringMethods;
  }

  /** A run's own table of globals, which is also its {@code _G}. */
  Table globals() {
    Table copy = globals.copy();
    copy.put(GLOBALS, copy);
    return copy;
  }
}
