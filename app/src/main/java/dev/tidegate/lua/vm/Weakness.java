package dev.tidegate.lua.vm;

import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Weak tables (Lua 5.2 manual, 2.5.2): what a metatable's {@code __mode} says. */
final class Weakness {

  /** A longer mode says nothing that a shorter one can't. */
  private static final int LONGEST_MODE = 16;

  private Weakness() {}

  static boolean ofKeys(@Nullable Table metatable) {
    return says(metatable, 'k');
  }

  static boolean ofValues(@Nullable Table metatable) {
    return says(metatable, 'v');
  }

  private static boolean says(@Nullable Table metatable, char letter) {
    if (metatable == null || !(metatable.get(LuaValue.MODE) instanceof LuaString mode)) {
      return false;
    }
    for (int i = 0; i < Math.min(mode.m_length, LONGEST_MODE); i++) {
      if (mode.m_bytes[mode.m_offset + i] == letter) {
        return true;
      }
    }
    return false;
  }

  /** Whether weak references let go of such a value: of objects, not of numbers or strings. */
  static boolean canDie(LuaValue value) {
    return !(value instanceof Real || value instanceof LuaString || value.isboolean());
  }
}
