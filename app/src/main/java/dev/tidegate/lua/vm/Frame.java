package dev.tidegate.lua.vm;

import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A call of a Lua function that has not returned. It is on the heap, where the audit finds it. */
@SuppressWarnings("ReferenceEquality") // no values at all are one object
final class Frame implements Traced {

  /** No instruction to go on with, because each call has one before it. */
  static final int NOT_NOTED = 0;

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

  /** The variables of this call that closures share, by register. */
  final @Nullable Cell @Nullable [] open;

  /** The variables that the function has captured; its closure's. */
  final Cell[] upvalues;

  /**
   * The function's instructions. The loop has them in a local variable too, and reads the operands
   * from here: the JIT would otherwise decode them for all kinds of instructions before it branches
   * to one, and run out of registers.
   */
  final int[] words;

  /** Whether it took the place of the function that called it. */
  boolean tailCalled;

  /**
   * The instruction to go on with, while the function waits for another that it has called itself;
   * {@value #NOT_NOTED} while it runs, or an operator calls a metamethod.
   */
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
      Varargs varargs) {
    this.caller = caller;
    this.entry = entry;
    this.closure = closure;
    this.registers = registers;
    this.varargs = varargs;
    this.upvalues = closure.upvalues;
    this.words = closure.prototype.code;
    this.open = closure.prototype.p.length > 0 ? new Cell[registers.length] : null;
  }

  /** What the call counts for against the limit of the stack. */
  int slots() {
    return 1 + registers.length + (varargs == LuaValue.NONE ? 0 : varargs.narg());
  }

  /** Where the function stands. */
  CallSite site() {
    return new CallSite(closure, pc == NOT_NOTED ? CallSite.NOT_NOTED : pc - 1, tailCalled);
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
