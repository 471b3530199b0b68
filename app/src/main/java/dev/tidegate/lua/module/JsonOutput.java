package dev.tidegate.lua.module;

import dev.tidegate.lua.LuaRuntime;
import java.io.OutputStream;
import java.util.Arrays;

/** Takes JSON text up to a limit; every growth is checked with the run before it happens. */
final class JsonOutput extends OutputStream {

  private static final int SMALL = 256;

  private final LuaRuntime runtime;
  private final String root;
  private final long limit;
  private byte[] bytes = new byte[SMALL];
  private int length;

  JsonOutput(LuaRuntime runtime, String root, long limit) {
    this.runtime = runtime;
    this.root = root;
    this.limit = Math.min(limit, Integer.MAX_VALUE - 8);
  }

  @Override
  public void write(int b) {
    makeRoom(1);
    bytes[length++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int from, int count) {
    makeRoom(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  byte[] toByteArray() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  private void makeRoom(int more) {
    long needed = (long) length + more;
    if (needed > limit) {
      throw new JsonFault(root + " is longer than " + limit + " bytes as JSON");
    }
    if (needed > bytes.length) {
      long capacity = Math.max(needed, Math.min(2L * bytes.length, limit));
      runtime.reserve(capacity);
      bytes = Arrays.copyOf(bytes, (int) capacity);
    }
  }
}
