package dev.tidegate.lua;

import org.luaj.vm2.LuaString;

/**
 * Bytes of which nobody knows yet how many there will be. Each growth is checked with the run
 * before it happens, and counts as its memory until the host function returns.
 */
public final class ByteBuilder {

  private static final int FIRST = 64;

  private final LuaRuntime runtime;
  private byte[] bytes = new byte[FIRST];
  private int length;

  /** Makes an empty one. */
  public ByteBuilder(LuaRuntime runtime) {
    this.runtime = runtime;
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /** Adds bytes. */
  public void append(byte[] more, int from, int count) {
    makeRoom(count);
    System.arraycopy(more, from, bytes, length, count);
    length += count;
  }

  /** Adds a string. */
  public void append(LuaString more) {
    append(more.m_bytes, more.m_offset, more.m_length);
  }

  /** The bytes as a string; nothing can be added afterwards. */
  public LuaString finish() {
    if (bytes.length - length <= bytes.length / 8) {
      return LuaString.valueUsing(bytes, 0, length);
    }
    runtime.reserve(length);
    byte[] exact = new byte[length];
    System.arraycopy(bytes, 0, exact, 0, length);
    return LuaString.valueUsing(exact);
  }

  private void makeRoom(int count) {
    long needed = (long) length + count;
    if (needed <= bytes.length) {
      return;
    }
    // Never beyond what may be allocated at once, unless more is needed, which is then refused.
    long size = Math.max(needed, Math.min(2L * bytes.length, runtime.limits().allocation()));
    runtime.hold(size);
    byte[] larger = new byte[(int) size];
    System.arraycopy(bytes, 0, larger, 0, length);
    bytes = larger;
  }
}
