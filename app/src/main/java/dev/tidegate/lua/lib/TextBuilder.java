package dev.tidegate.lua.lib;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.ScriptError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.luaj.vm2.LuaString;

/**
 * A Lua string in the making. Every growth is checked with the run before it happens.
 *
 * <p>Used once: after {@link #finish()} the bytes belong to the string.
 */
final class TextBuilder {

  /** The longest array that every JVM can make. */
  static final int LONGEST = Integer.MAX_VALUE - 8;

  private static final int SMALL = 64;

  private final LuaRuntime runtime;
  private byte[] bytes = new byte[SMALL];
  private int length;

  TextBuilder(LuaRuntime runtime) {
    this.runtime = runtime;
  }

  void append(byte b) {
    if (length == bytes.length) {
      makeRoom(1);
    }
    bytes[length++] = b;
  }

  void append(byte[] source, int from, int count) {
    makeRoom(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  void append(LuaString string) {
    append(string.m_bytes, string.m_offset, string.m_length);
  }

  /** Appends text that has only characters up to U+00FF. */
  void append(String latin) {
    byte[] encoded = latin.getBytes(StandardCharsets.ISO_8859_1);
    append(encoded, 0, encoded.length);
  }

  void fill(char c, int count) {
    if (count > 0) {
      makeRoom(count);
      Arrays.fill(bytes, length, length + count, (byte) c);
      length += count;
    }
  }

  /** The string; what it does not need is given back. */
  LuaString finish() {
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
    long capacity = length == 0 ? needed : Math.max(needed, Math.min(2L * bytes.length, LONGEST));
    runtime.hold(capacity);
    bytes = Arrays.copyOf(bytes, (int) capacity);
  }
}
