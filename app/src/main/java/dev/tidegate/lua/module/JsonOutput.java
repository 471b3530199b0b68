package dev.tidegate.lua.module;

import dev.tidegate.lua.LuaRuntime;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes JSON text up to a limit; every growth is checked with the run before it happens. */
final class JsonOutput {

  private static final int SMALL = 256;
  private static final byte[] HEXADECIMAL = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  /** Bytes of a text within which a charge comes at least once. */
  private static final int STRIDE = 1 << 14;

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

  /** Adds a bracket, a comma or a colon. */
  void sign(char c) {
    makeRoom(1);
    bytes[length++] = (byte) c;
  }

  /** Adds ASCII text as it is. */
  @SuppressWarnings(
      "deprecation") // the one way that copies the bytes of ASCII and does nothing else
  void ascii(String text) {
    makeRoom(text.length());
    text.getBytes(0, text.length(), bytes, length);
    length += text.length();
  }

  /** Adds a whole number in decimal. */
  void whole(long number) {
    if (number < 0 || number >= 10) {
      ascii(Long.toString(number));
    } else {
      sign((char) ('0' + number));
    }
  }

  /** Adds text in quotes, with escapes where they are needed. */
  void text(byte[] source, int from, int to) {
    sign('"');
    int done = from;
    for (int i = from; i < to; i++) {
      byte b = source[i];
      if ((b >= 0 && b < ' ') || b == '"' || b == '\\') {
        copy(source, done, i);
        escape(b);
        done = i + 1;
      }
      if (i - done >= STRIDE) {
        copy(source, done, i);
        done = i;
      }
    }
    copy(source, done, to);
    sign('"');
  }

  private void copy(byte[] source, int from, int to) {
    int count = to - from;
    runtime.charge(count >> 1);
    makeRoom(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  private void escape(byte b) {
    makeRoom(6);
    bytes[length++] = '\\';
    switch (b) {
      case '\b' -> bytes[length++] = 'b';
      case '\f' -> bytes[length++] = 'f';
      case '\n' -> bytes[length++] = 'n';
      case '\r' -> bytes[length++] = 'r';
      case '\t' -> bytes[length++] = 't';
      case '"', '\\' -> bytes[length++] = b;
      default -> {
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEXADECIMAL[b >> 4];
        bytes[length++] = HEXADECIMAL[b & 15];
      }
    }
  }

  byte[] toByteArray() {
    if (length > limit) {
      throw tooLong();
    }
    if (length > SMALL) {
      runtime.reserve(length);
    }
    return Arrays.copyOf(bytes, length);
  }

  private void makeRoom(int more) {
    if (more > bytes.length - length) {
      grow((long) length + more);
    }
  }

  private void grow(long needed) {
    // A few more, because an escape asks for the most that it might need.
    if (needed > limit + 6) {
      throw tooLong();
    }
    long capacity = Math.max(needed, Math.min(2L * bytes.length, limit + 6));
    // The limit may be all that one request may have, and the few are no reason to refuse it.
    runtime.reserve(Math.min(capacity, limit));
    bytes = Arrays.copyOf(bytes, (int) capacity);
  }

  private JsonFault tooLong() {
    return new JsonFault(root + " is longer than " + limit + " bytes as JSON");
  }
}
