package dev.tidegate.lua.vm;

import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Where a Lua function stands.
 *
 * @param pc the instruction; {@value #NOT_NOTED} when nobody knows
 */
record CallSite(Closure closure, int pc, boolean isTailCall) implements ScriptError.Call {

  /** Where a function stands of which an operator calls a metamethod. */
  static final int NOT_NOTED = -1;

  @Override
  public String position() {
    return closure.position(pc == NOT_NOTED ? Integer.MAX_VALUE : pc);
  }

  @Override
  public String function() {
    return closure.describe();
  }

  @Override
  public ScriptError.@Nullable CallName callee() {
    return pc == NOT_NOTED ? null : Names.ofCallee(closure.prototype, pc);
  }

  @Override
  public int namingPrice() {
    // The search goes through the code from its beginning.
    return Math.max(pc, 0) >> 2;
  }

  @Override
  public boolean isMainChunk() {
    return closure.prototype.linedefined == 0;
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.values(closure);
  }
}
