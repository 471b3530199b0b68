package dev.tidegate.lua.module;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * The names that one JSON text has had lately: objects in an array mostly have the same ones, and a
 * string that is the same object is found in a table without a comparison.
 */
final class JsonNames {

  private static final int SIZE = 64;
  private static final int LONGEST = 32;

  private final @Nullable LuaString[] recent = new @Nullable LuaString[SIZE];

  /** The bytes as a string. */
  LuaString of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0 || length > LONGEST) {
      return LuaString.valueUsing(Arrays.copyOfRange(bytes, from, to));
    }
    int place =
        (length + 31 * bytes[from] + 17 * bytes[from + length / 2] + 7 * bytes[to - 1])
            & (SIZE - 1);
    LuaString known = recent[place];
    if (known != null && Arrays.equals(known.m_bytes, 0, known.m_length, bytes, from, to)) {
      return known;
    }
    LuaString name = LuaString.valueUsing(Arrays.copyOfRange(bytes, from, to));
    recent[place] = name;
    return name;
  }
}
