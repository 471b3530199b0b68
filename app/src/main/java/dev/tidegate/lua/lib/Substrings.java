package dev.tidegate.lua.lib;

import dev.tidegate.lua.LuaRuntime;
import org.luaj.vm2.LuaString;

/**
 * Parts of strings. A part may share the array of the whole only when it is most of it: LuaJ's own
 * substring lets a few bytes keep megabytes alive.
 */
final class Substrings {

  private Substrings() {}

  /** The bytes from one index to before another, both within the string. */
  static LuaString of(LuaRuntime runtime, LuaString whole, int from, int to) {
    if (from == 0 && to == whole.m_length) {
      return whole;
    }
    return of(runtime, whole.m_bytes, whole.m_offset + from, whole.m_offset + to);
  }

  /** The bytes of a string's array between two of its indexes. */
  static LuaString of(LuaRuntime runtime, byte[] bytes, int from, int to) {
    int length = to - from;
    if (2L * length >= bytes.length) {
      return LuaString.valueUsing(bytes, from, length);
    }
    runtime.reserve(length);
    return LuaString.valueOf(bytes, from, length);
  }
}
