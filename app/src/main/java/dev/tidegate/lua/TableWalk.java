package dev.tidegate.lua;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Goes through a table's entries and charges for the storage that each step passes. Emptied slots
 * stay until the storage is built anew, so that one step may pass millions of them.
 */
public final class TableWalk {

  private TableWalk() {}

  /**
   * The entry after the key, by raw access: key and value, or nil after the last.
   *
   * @param key nil for the first entry
   * @throws ScriptError "invalid key to 'next'"
   */
  public static Varargs next(LuaRuntime runtime, Table table, LuaValue key) {
    int position = table.position(key);
    if (position < 0) {
      throw ScriptError.inOperation("invalid key to 'next'");
    }
    int next = table.following(position);
    // Afterwards, because only now is it known how far away the entry was.
    runtime.charge(next == 0 ? table.positions() - position + 1 : next - position);
    return next == 0 ? LuaValue.NIL : LuaValue.varargsOf(table.keyAt(next), table.valueAt(next));
  }
}
