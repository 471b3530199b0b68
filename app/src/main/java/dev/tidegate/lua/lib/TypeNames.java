package dev.tidegate.lua.lib;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The names of the types (Lua 5.2 manual, 6.1 {@code type}), as strings that are made once. */
final class TypeNames {

  private static final LuaString NUMBER = LuaString.valueOf("number");
  private static final LuaString STRING = LuaString.valueOf("string");
  private static final LuaString TABLE = LuaString.valueOf("table");
  private static final LuaString FUNCTION = LuaString.valueOf("function");

  private static final LuaString NOTHING = LuaString.valueOf("nil");
  private static final LuaString BOOLEAN = LuaString.valueOf("boolean");
  private static final LuaString USERDATA = LuaString.valueOf("userdata");
  private static final LuaString THREAD = LuaString.valueOf("thread");

  private TypeNames() {}

  /** The name of a value's type. */
  static LuaString of(LuaValue value) {
    return switch (value.type()) {
      case LuaValue.TNUMBER -> NUMBER;
      case LuaValue.TSTRING -> STRING;
      case LuaValue.TTABLE -> TABLE;
      case LuaValue.TFUNCTION -> FUNCTION;
      case LuaValue.TBOOLEAN -> BOOLEAN;
      case LuaValue.TUSERDATA -> USERDATA;
      case LuaValue.TTHREAD -> THREAD;
      default -> NOTHING;
    };
  }
}
