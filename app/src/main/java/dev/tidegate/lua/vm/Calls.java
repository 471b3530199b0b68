package dev.tidegate.lua.vm;

import dev.tidegate.lua.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** What the calls that are under way keep alive. */
final class Calls {

  /** A frame with its own fields and its array's header. */
  private static final int FRAME = 64;

  private static final int CELL = 32;

  private Calls() {}

  static void trace(@Nullable Frame top, @Nullable Pinned pinned, Tracer tracer) {
    for (Frame frame = top; frame != null; frame = frame.caller) {
      tracer.bytes(FRAME + 4L * frame.registers.length);
      tracer.values(frame.closure);
      for (LuaValue register : frame.registers) {
        tracer.values(register);
      }
      tracer.bytes(4L * (frame.varargs.narg() + frame.tail.narg()));
      tracer.values(frame.varargs);
      tracer.values(frame.tail);
      if (frame.open != null) {
        tracer.bytes(4L * frame.open.length);
        for (Cell cell : frame.open) {
          tracer.bytes(cell == null ? 0 : CELL);
        }
      }
    }
    for (Pinned pin = pinned; pin != null; pin = pin.below()) {
      tracer.holder(pin.what());
    }
  }
}
