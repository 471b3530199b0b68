package dev.tidegate.lua.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A Lua function that waits for one it has called. */
final class Frame {

  /** The function that called this one; null when that was host code. */
  final @Nullable Frame caller;

  final Closure closure;
  final LuaValue[] registers;
  final Varargs varargs;
  final @Nullable Cell @Nullable [] open;

  /** The instruction after the call. */
  final int pc;

  Frame(
      @Nullable Frame caller,
      Closure closure,
      LuaValue[] registers,
      Varargs varargs,
      @Nullable Cell @Nullable [] open,
      int pc) {
    this.caller = caller;
    this.closure = closure;
    this.registers = registers;
    this.varargs = varargs;
    this.open = open;
    this.pc = pc;
  }
}
