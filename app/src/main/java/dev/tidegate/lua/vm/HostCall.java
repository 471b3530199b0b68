package dev.tidegate.lua.vm;

import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Tracer;
import org.jspecify.annotations.Nullable;

/** A call of a host function, which tells nothing about where it stands. */
record HostCall(HostFunction called) implements ScriptError.Call {

  @Override
  public @Nullable String position() {
    return null;
  }

  @Override
  public String function() {
    return called.isGlobal() ? "function '" + called.name() + "'" : "?";
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
    tracer.values(called);
  }
}
