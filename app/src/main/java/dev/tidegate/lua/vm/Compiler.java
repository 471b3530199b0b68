package dev.tidegate.lua.vm;

import dev.tidegate.lua.Compilation;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.compiler.Parser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/** Turns Lua text into bytecode, and nothing but text. */
public final class Compiler {

  /** First byte of a binary chunk (Lua 5.2 {@code LUA_SIGNATURE}). */
  private static final byte ESCAPE = 0x1b;

  private static final Pattern POSITION = Pattern.compile(":(\\d+): ");

  private Compiler() {}

  /**
   * Compiles a script that positions call by the given name. As in a file, the first line may be
   * one for a Unix shell, which begins with {@code #}.
   *
   * @param checkpoint is run every few bytes of source, and may suspend the calling fiber
   */
  public static Compilation compile(String chunkName, byte[] source, Runnable checkpoint) {
    try {
      return new Compilation.Compiled(
          CompiledScript.of(
              chunkName, prototype("=" + chunkName, withoutFirstComment(source), checkpoint)));
    } catch (ScriptError error) {
      String message = error.getMessage();
      Matcher position = POSITION.matcher(message);
      // The chunk's name comes first and may itself look like a position.
      return position.find(Math.min(displayName("=" + chunkName).length(), message.length()))
          ? new Compilation.Rejected(
              Integer.parseInt(position.group(1)), message.substring(position.end()))
          : new Compilation.Rejected(1, message);
    }
  }

  private static byte[] withoutFirstComment(byte[] source) {
    if (source.length == 0 || source[0] != '#') {
      return source;
    }
    int end = 0;
    while (end < source.length && source[end] != '\n' && source[end] != '\r') {
      end++;
    }
    // The line's end stays, so that the lines after it keep their numbers.
    return Arrays.copyOfRange(source, end, source.length);
  }

  /**
   * Compiles text.
   *
   * @param chunkName as stock Lua takes it: {@code =name}, {@code @file}, or the text itself
   * @param checkpoint is run every few bytes of source
   * @throws ScriptError with the compiler's message
   */
  static Prototype prototype(String chunkName, byte[] source, Runnable checkpoint) {
    String shown = displayName(chunkName);
    if (source.length > 0 && source[0] == ESCAPE) {
      throw ScriptError.of(
          LuaValue.valueOf(shown + ":1: attempt to load a binary chunk (only text is accepted)"));
    }
    byte[] bytes = shown.getBytes(StandardCharsets.UTF_8);
    return Parser.parse(
        new String(bytes, StandardCharsets.ISO_8859_1),
        LuaText.encode(chunkName),
        source,
        checkpoint);
  }

  /** How positions in messages call a chunk. */
  static String displayName(String chunkName) {
    return Lua.chunkid(chunkName);
  }
}
