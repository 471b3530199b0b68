package dev.tidegate.lua.vm;

import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A call of a Lua function that has not returned. It is on the heap, where the audit finds it. */
final class Frame implements Traced {

  /** The object and the headers of its arrays. */
  private static final int BYTES = 88;

  /** The call below this one; null at the bottom of a task or coroutine. */
  final @Nullable Frame caller;

  /** Whether host code called, so that the results go there and not into the caller's registers. */
  final boolean entry;

  final Closure closure;
  final LuaValue[] registers;

  /** The arguments after the named ones. */
  final Varargs varargs;

  /** What the call counts for against the limit of the stack. */
  final int slots;

  /** The variables of this call that closures share, by register. */
  final @Nullable Cell @Nullable [] open;

  /** The variables that the function has captured; its closure's. */
  final Cell[] upvalues;

  /** The instruction to go on with, while the function waits for another. */
  int pc;

  /** Results of a call or of "..." whose number only the run knows, until they are used. */
  Varargs tail = LuaValue.NONE;

  /** The register at which the tail begins: the values before it are in registers. */
  int top;

  Frame(
      @Nullable Frame caller,
      boolean entry,
      Closure closure,
      LuaValue[] registers,
      Varargs varargs,
      int slots) {
    this.caller = caller;
    this.entry = entry;
    this.closure = closure;
    this.registers = registers;
    this.varargs = varargs;
    this.slots = slots;
    this.upvalues = closure.upvalues;
    this.open = closure.prototype.p.length > 0 ? new Cell[registers.length] : null;
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes(BYTES + 4L * (varargs.narg() + tail.narg()));
    tracer.values(closure);
    tracer.array(registers);
    tracer.values(varargs);
    tracer.values(tail);
    if (open != null) {
      tracer.bytes(4L * open.length);
    }
  }
}
