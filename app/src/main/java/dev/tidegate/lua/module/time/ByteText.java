package dev.tidegate.lua.module.time;

import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;

/**
 * Strings of Lua as text with a character for each byte: what a layout has between its elements
 * comes out as it went in, UTF-8 or not.
 */
final class ByteText {

  private static final int SHOWN = 64;
  private static final int REPLACEMENT = 0xFFFD;

  private ByteText() {}

  static String of(LuaString string) {
    return new String(
        string.m_bytes, string.m_offset, string.m_length, StandardCharsets.ISO_8859_1);
  }

  static LuaString toLua(String text) {
    return LuaString.valueUsing(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Such a text in quotes as a part of a message, as far as a reader needs it. */
  static String quoted(String text) {
    int shown = Math.min(text.length(), SHOWN);
    String start =
        new String(
            text.substring(0, shown).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    StringBuilder quoted = new StringBuilder("\"");
    start
        .codePoints()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\');
          }
          quoted.appendCodePoint(Character.isISOControl(c) ? REPLACEMENT : c);
        });
    return quoted.append(shown < text.length() ? "...\"" : "\"").toString();
  }
}
