package dev.tidegate.lua;

import java.util.List;
import org.luaj.vm2.LuaValue;

/**
 * A library that scripts reach by {@code require}, and as a global where it says so.
 *
 * <p>A module is made once and serves every run at the same time, so its table must be frozen
 * ({@link Table}) and its functions stateless; what belongs to one run they keep in {@link
 * LuaRuntime#attribute(Class, java.util.function.Supplier)} and give back in {@link
 * LuaRuntime#onEnd(Runnable)}.
 *
 * <p>{@link #named(String)} puts one together from declared functions, which is all that most
 * modules need.
 */
public interface LuaModule {

  /** The argument of {@code require}, and the name of the global. */
  String name();

  /** The frozen table (or other immutable value) that scripts get; the same one at every call. */
  LuaValue value();

  /** Whether scripts find it without {@code require}. */
  default boolean isGlobal() {
    return true;
  }

  /** The types of the host objects that its functions give. */
  default List<UserdataType<?>> types() {
    return List.of();
  }

  /** Starts a module; it is no global unless {@link ModuleBuilder#global()} makes it one. */
  static ModuleBuilder named(String name) {
    return new ModuleBuilder(name);
  }
}
