package dev.tidegate.lua;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.luaj.vm2.LuaString;

/**
 * Checks UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF) piece by piece,
 * so that a fault shows at the first byte that can't be right.
 */
public final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NOT_ASCII = 0x8080808080808080L;

  /** Continuation bytes still due in the character under way. */
  private int due;

  /** The range that the next continuation byte must be in; narrower after some first bytes. */
  private int least = 0x80;

  private int most = 0xBF;

  /** Whether the bytes are UTF-8 as a whole. */
  public static boolean isValid(byte[] bytes, int from, int to) {
    Utf8 check = new Utf8();
    return check.accepts(bytes, from, to) && check.isComplete();
  }

  /** Whether the string's bytes are UTF-8 as a whole. */
  public static boolean isValid(LuaString string) {
    return isValid(string.m_bytes, string.m_offset, string.m_offset + string.m_length);
  }

  /** Goes on with more bytes; false when no continuation can make them valid. */
  public boolean accepts(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (due == 0) {
        while (i + Long.BYTES <= to && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
          i += Long.BYTES;
        }
        if (i == to) {
          return true;
        }
      }
      if (!step(bytes[i++] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  /** Whether no character is left unfinished. */
  public boolean isComplete() {
    return due == 0;
  }

  /** Forgets what was read. */
  public void reset() {
    due = 0;
    least = 0x80;
    most = 0xBF;
  }

  private boolean step(int b) {
    if (due > 0) {
      if (b < least || b > most) {
        return false;
      }
      due--;
      least = 0x80;
      most = 0xBF;
      return true;
    }
    if (b < 0x80) {
      return true;
    }
    if (b < 0xC2 || b > 0xF4) {
      return false;
    }
    due = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
    switch (b) {
      case 0xE0 -> least = 0xA0;
      case 0xED -> most = 0x9F;
      case 0xF0 -> least = 0x90;
      case 0xF4 -> most = 0x8F;
      default -> {}
    }
    return true;
  }
}
