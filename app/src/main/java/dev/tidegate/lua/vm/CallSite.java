package dev.tidegate.lua.vm;

import dev.tidegate.lua.ScriptError;
import org.jspecify.annotations.Nullable;

/**
 * Where a Lua function stands.
 *
 * @param pc the instruction
 */
record CallSite(Closure closure, int pc, boolean isTailCall) implements ScriptError.Call {

  @Override
  public String position() {
    return closure.position(pc);
  }

  @Override
  public String function() {
    return closure.describe();
  }

  @Override
  public ScriptError.@Nullable CallName callee() {
    return Names.ofCallee(closure.prototype, pc);
  }
}
