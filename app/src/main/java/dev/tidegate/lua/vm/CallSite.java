package dev.tidegate.lua.vm;

import dev.tidegate.lua.ScriptError;
import java.util.Optional;

/**
 * Where a Lua function stands.
 *
 * @param pc the instruction
 */
record CallSite(Closure closure, int pc) implements ScriptError.Call {

  @Override
  public String position() {
    return closure.position(pc);
  }

  @Override
  public String function() {
    return closure.describe();
  }

  @Override
  public Optional<ScriptError.Callee> callee() {
    return Optional.ofNullable(Names.ofCallee(closure.prototype, pc));
  }
}
