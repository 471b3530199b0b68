package dev.tidegate.lua;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.luaj.vm2.LuaString;

/**
 * A string in the making, of which nobody knows yet how long it will be. Each growth is checked
 * with the run before it happens, and counts as its memory until the host function returns.
 *
 * <p>Used once: after {@link #finish()} the bytes belong to the string.
 */
public final class ByteBuilder {

  /** The longest array that every JVM can make. */
  public static final int LONGEST = Integer.MAX_VALUE - 8;

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

  /** Adds a byte. */
  public void append(byte b) {
    if (length == bytes.length) {
      makeRoom(1);
    }
    bytes[length++] = b;
  }

  /** Adds bytes. */
  public void append(byte[] source, int from, int count) {
    makeRoom(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  /** Adds a string. */
  public void append(LuaString string) {
    append(string.m_bytes, string.m_offset, string.m_length);
  }

  /** Adds text that has only characters up to U+00FF, each as one byte. */
  public void append(String latin) {
    byte[] encoded = latin.getBytes(StandardCharsets.ISO_8859_1);
    append(encoded, 0, encoded.length);
  }

  /** Adds a character up to U+00FF so many times; none where the count is not positive. */
  public void fill(char c, int count) {
    if (count > 0) {
      makeRoom(count);
      Arrays.fill(bytes, length, length + count, (byte) c);
      length += count;
    }
  }

  /** The string; what it does not need is given back. */
  public LuaString finish() {
    if (length < bytes.length - bytes.length / 4) {
      runtime.reserve(length);
      bytes = Arrays.copyOf(bytes, length);
    }
    return LuaString.valueUsing(bytes, 0, length);
  }

  private void makeRoom(long more) {
    long needed = length + more;
    if (needed <= bytes.length) {
      return;
    }
    if (needed > LONGEST) {
      throw ScriptError.atCaller("resulting string too large");
    }
    // Never ahead beyond what one request may have: it would be refused without need.
    long ahead = Math.min(2L * bytes.length, Math.min(runtime.limits().allocation(), LONGEST));
    long capacity = length == 0 ? needed : Math.max(needed, ahead);
    runtime.hold(capacity);
    bytes = Arrays.copyOf(bytes, (int) capacity);
  }
}
