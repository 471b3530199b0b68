package dev.tidegate.lua.lib;

import dev.tidegate.lua.LuaText;
import org.luaj.vm2.LuaString;

/** The name of a chunk as messages show it (Lua 5.2 manual, {@code lua_load} and 4.9). */
final class ChunkName {

  private static final int LONGEST = 59;
  private static final String ELLIPSIS = "...";
  private static final String OPEN = "[string \"";
  private static final String CLOSE = "\"]";

  private ChunkName() {}

  /** From {@code =name}, {@code @file}, or the source text itself. */
  static String display(LuaString given) {
    // The first line, or the last characters of a file's name, are all that is shown.
    int kept = Math.min(given.m_length, 1024);
    String name = LuaText.decode(given.substring(0, kept));
    if (name.startsWith("=")) {
      return name.substring(1, Math.min(name.length(), LONGEST + 1));
    }
    if (name.startsWith("@")) {
      return name.length() - 1 <= LONGEST
          ? name.substring(1)
          : ELLIPSIS + name.substring(name.length() - LONGEST + ELLIPSIS.length());
    }
    int room = LONGEST - OPEN.length() - ELLIPSIS.length() - CLOSE.length();
    int lineEnd = name.indexOf('\n');
    if (lineEnd < 0 && name.length() < room) {
      return OPEN + name + CLOSE;
    }
    int end = Math.min(lineEnd < 0 ? name.length() : lineEnd, room);
    return OPEN + name.substring(0, end) + ELLIPSIS + CLOSE;
  }
}
