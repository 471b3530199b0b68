package dev.tidegate.lua.module.text;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.luaj.vm2.LuaString;

/**
 * A string in which matches are looked for: its characters, and where in its bytes each begins.
 * Bytes that are not UTF-8 count as one character each, U+FFFD.
 */
final class Subject {

  /** What decoding takes for a byte: a character, and its place. */
  private static final int BYTES_PER_BYTE = 8;

  /** Bytes that are decoded between two charges, for as many units. */
  private static final int PIECE = 1024;

  private final LuaString string;
  private final String text;

  /**
   * Where characters begin, counted from 0, and where the last ends; empty when it is all ASCII.
   */
  private final int[] places;

  private Subject(LuaString string, String text, int[] places) {
    this.string = string;
    this.text = text;
    this.places = places;
  }

  static Subject of(LuaRuntime runtime, LuaString string) {
    runtime.charge(string.m_length / 4);
    if (isAscii(string)) {
      runtime.hold(string.m_length);
      return new Subject(
          string,
          new String(string.m_bytes, string.m_offset, string.m_length, StandardCharsets.ISO_8859_1),
          new int[0]);
    }
    runtime.hold((long) BYTES_PER_BYTE * string.m_length);
    return decoded(runtime, string);
  }

  private static boolean isAscii(LuaString string) {
    for (int i = string.m_offset; i < string.m_offset + string.m_length; i++) {
      if (string.m_bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static Subject decoded(LuaRuntime runtime, LuaString string) {
    StringBuilder text = new StringBuilder(string.m_length);
    int[] places = new int[string.m_length + 1];
    int at = 0;
    int charged = 0;
    while (at < string.m_length) {
      if (at >= charged) {
        runtime.charge(PIECE);
        charged += PIECE;
      }
      int from = string.m_offset + at;
      int length = lengthAfter(string.m_bytes[from]);
      boolean valid =
          at + length <= string.m_length && Utf8.isValid(string.m_bytes, from, from + length);
      int before = text.length();
      if (valid) {
        text.append(new String(string.m_bytes, from, length, StandardCharsets.UTF_8));
      } else {
        text.append('\uFFFD');
      }
      Arrays.fill(places, before, text.length(), at);
      at += valid ? length : 1;
    }
    places[text.length()] = string.m_length;
    return new Subject(string, text.toString(), places);
  }

  /** How long a character is that begins with the byte. */
  private static int lengthAfter(byte first) {
    int b = first & 0xff;
    return b < 0xc0 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
  }

  /** The characters. */
  String text() {
    return text;
  }

  /** How many bytes stand before a character. */
  int place(int character) {
    return places.length == 0 ? character : places[character];
  }

  /** The first character behind the one that begins there. */
  int after(int character) {
    return character < text.length() ? text.offsetByCodePoints(character, 1) : character + 1;
  }

  /** The bytes of the characters from one to before another, as a string of their own. */
  LuaString part(LuaRuntime runtime, int from, int to) {
    int first = place(from);
    int length = place(to) - first;
    runtime.reserve(length);
    byte[] bytes = new byte[length];
    System.arraycopy(string.m_bytes, string.m_offset + first, bytes, 0, length);
    return LuaString.valueUsing(bytes);
  }
}
