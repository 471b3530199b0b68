package dev.tidegate.lua.lib;

import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Table;
import org.luaj.vm2.LuaValue;

/** One table of the standard library. */
record Library(String name, Table value) implements LuaModule {

  static Builder builder(String name) {
    return new Builder(name);
  }

  static final class Builder {

    private final String name;
    private final Table entries = new Table();

    private Builder(String name) {
      this.name = name;
    }

    Builder function(String function, HostFunction.Body body) {
      return value(function, HostFunction.global(name + "." + function, body));
    }

    Builder function(String function, HostFunction.Body body, HostFunction.Plain plain) {
      return value(function, HostFunction.global(name + "." + function, body, plain));
    }

    /** The same function under an older name. */
    Builder alias(String name, String original) {
      return value(name, entries.get(LuaText.encode(original)));
    }

    Builder value(String key, LuaValue value) {
      entries.put(key, value);
      return this;
    }

    Library build() {
      return new Library(name, entries.freeze());
    }
  }
}
