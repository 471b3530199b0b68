package dev.tidegate.lua;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Is told what is alive in a run; counts each thing once, however often it is told. */
public interface Tracer {

  /** A value, or several. */
  void values(Varargs values);

  /** Something else that keeps values alive, and belongs to the one who tells. */
  void holder(Traced holder);

  /** An array of values that others may refer to as well. */
  void array(LuaValue[] values);

  /** Memory that nobody else tells, in bytes. */
  void bytes(long bytes);
}
