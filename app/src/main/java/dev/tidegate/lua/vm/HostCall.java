package dev.tidegate.lua.vm;

import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * A call of a host function, which tells nothing about where it stands, and has no name for what it
 * calls.
 *
 * @param called null where only is known that there was one
 */
record HostCall(@Nullable HostFunction called) implements ScriptError.Call {

  /** Some call between two Lua functions. */
  static final HostCall UNKNOWN = new HostCall(null);

  @Override
  public @Nullable String position() {
    return null;
  }

  @Override
  public String function() {
    return called != null && called.isGlobal() ? "function '" + called.name() + "'" : "?";
  }

  @Override
  public ScriptError.@Nullable CallName callee() {
    return null;
  }

  @Override
  public int namingPrice() {
    return 0;
  }

  @Override
  public boolean isTailCall() {
    return false;
  }

  @Override
  public boolean isMainChunk() {
    return false;
  }

  @Override
  public void trace(Tracer tracer) {
    if (called != null) {
      tracer.values(called);
    }
  }
}
