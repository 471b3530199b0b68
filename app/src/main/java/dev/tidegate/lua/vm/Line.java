package dev.tidegate.lua.vm;

import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import org.jspecify.annotations.Nullable;

/** Where a line of execution, a task or a coroutine, stands while it does not run. */
public final class Line implements Traced {

  /** Java stack that a call through Java keeps while its fiber is suspended, about. */
  private static final int NESTED_CALL = 1024;

  /** What the frames of nested calls of Lua functions take, on the heap. */
  int stackSlots;

  /** Nested calls through Java, which take stack. */
  int nesting;

  /** Bytes that host functions under way hold for themselves. */
  long held;

  /** What host functions under way keep alive. */
  @Nullable Pinned pinned;

  /** The innermost call of a Lua function. */
  @Nullable Frame top;

  /** Where it stands, such as {@code chunk:3}. */
  public String place() {
    String position = top == null ? null : top.site().position();
    return position == null ? "a library function" : position;
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes(NESTED_CALL * (long) nesting);
    trace(top, pinned, held, tracer);
  }

  /** Tells what calls under way keep alive. */
  static void trace(@Nullable Frame top, @Nullable Pinned pinned, long held, Tracer tracer) {
    tracer.bytes(held);
    for (Frame frame = top; frame != null; frame = frame.caller) {
      tracer.holder(frame);
    }
    for (Pinned pin = pinned; pin != null; pin = pin.below()) {
      tracer.values(pin.values());
      if (pin.what() != null) {
        tracer.holder(pin.what());
      }
    }
  }
}
