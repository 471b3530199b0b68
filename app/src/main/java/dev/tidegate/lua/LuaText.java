package dev.tidegate.lua;

import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Java text to Lua strings and back, as UTF-8.
 *
 * <p>LuaJ's own conversions write surrogate pairs as two three-byte sequences and run over the end
 * of their buffer on malformed input; a script's bytes must not go through them.
 */
public final class LuaText {

  private LuaText() {}

  /** The bytes as text; each malformed sequence becomes U+FFFD. */
  public static String decode(LuaString string) {
    return new String(string.m_bytes, string.m_offset, string.m_length, StandardCharsets.UTF_8);
  }

  /** The text as bytes; an unpaired surrogate becomes a question mark. */
  public static LuaString encode(String text) {
    return LuaString.valueUsing(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The value's own text, calling no metamethod; for messages. */
  public static String describe(LuaValue value) {
    return switch (value) {
      case LuaString string -> decode(string);
      case Real number -> Numbers.format(number.todouble());
      default -> value.tojstring();
    };
  }

  /** Bytes one after the other, without going through text. */
  public static LuaString join(String prefix, LuaString rest) {
    byte[] head = prefix.getBytes(StandardCharsets.UTF_8);
    byte[] joined = new byte[head.length + rest.m_length];
    System.arraycopy(head, 0, joined, 0, head.length);
    System.arraycopy(rest.m_bytes, rest.m_offset, joined, head.length, rest.m_length);
    return LuaString.valueUsing(joined);
  }
}
