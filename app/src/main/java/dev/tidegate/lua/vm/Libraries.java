package dev.tidegate.lua.vm;

import dev.tidegate.lua.LuaModule;
import java.util.Map;
import java.util.function.Consumer;
import org.luaj.vm2.LuaTable;

/**
 * What every context starts with.
 *
 * @param modules by name; each becomes a global, and what {@code require} gives
 * @param base puts the base functions ({@code print}, {@code pcall}, …) into a fresh table of
 *     globals
 * @param stringMetatable the frozen metatable of all strings
 */
public record Libraries(
    Map<String, LuaModule> modules, Consumer<LuaTable> base, LuaTable stringMetatable) {

  /** Copies the map. */
  public Libraries {
    modules = Map.copyOf(modules);
  }
}
