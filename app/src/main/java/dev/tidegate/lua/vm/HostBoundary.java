package dev.tidegate.lua.vm;

import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Some call of host code between two Lua functions, which has no name for the one that it calls.
 */
enum HostBoundary implements ScriptError.Call {
  CALL;

  @Override
  public @Nullable String position() {
    return null;
  }

  @Override
  public String function() {
    return "?";
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
  public void trace(Tracer tracer) {}
}
