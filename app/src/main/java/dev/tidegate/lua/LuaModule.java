package dev.tidegate.lua;

import org.luaj.vm2.LuaValue;

/**
 * A library that scripts reach as a global and by {@code require}.
 *
 * <p>A module is made once and serves every run at the same time, so its table must be frozen
 * ({@link Table}) and its functions stateless; what belongs to one run they keep in {@link
 * LuaRuntime#attribute(Class, java.util.function.Supplier)} and give back in {@link
 * LuaRuntime#onEnd(Runnable)}.
 */
public interface LuaModule {

  /** The name of the global and the argument of {@code require}. */
  String name();

  /** The frozen table (or other immutable value) that scripts get; the same one at every call. */
  LuaValue value();
}
