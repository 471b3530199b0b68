package dev.tidegate.lua.lib;

import dev.tidegate.lua.FrozenTable;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaModule;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** One table of the standard library. */
record Library(String name, FrozenTable value) implements LuaModule {

  static Builder builder(String name) {
    return new Builder(name);
  }

  static final class Builder {

    private final String name;
    private final LuaTable entries = new LuaTable();

    private Builder(String name) {
      this.name = name;
    }

    Builder function(String function, HostFunction.Body body) {
      return value(function, HostFunction.of(function, body));
    }

    Builder value(String key, LuaValue value) {
      entries.rawset(key, value);
      return this;
    }

    Library build() {
      return new Library(name, FrozenTable.copyOf(entries));
    }
  }
}
