package dev.tidegate.lua.lib;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * How far {@code next} walks through a table's storage. Emptied slots stay until the table grows,
 * so that one step may pass millions of them, and has to be charged for it.
 */
final class TableSlots {

  private static final VarHandle ARRAY;
  private static final VarHandle HASH;

  static {
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(LuaTable.class, MethodHandles.lookup());
      ARRAY = lookup.findVarHandle(LuaTable.class, "array", LuaValue[].class);
      Class<?> slots = Class.forName("org.luaj.vm2.LuaTable$Slot").arrayType();
      HASH = lookup.findVarHandle(LuaTable.class, "hash", slots);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private TableSlots() {}

  /** The slots from one key to the next that {@code next} gave; nil is before and after all. */
  static int between(LuaTable table, LuaValue key, LuaValue next) {
    int array = Array.getLength(ARRAY.get(table));
    int hash = Array.getLength(HASH.get(table));
    int from = key.isnil() ? 0 : position(key, array, hash);
    int to = next.isnil() ? array + hash : position(next, array, hash);
    return Math.max(to - from, 1);
  }

  private static int position(LuaValue key, int array, int hash) {
    if (key.isinttype() && key.toint() > 0 && key.toint() <= array) {
      return key.toint();
    }
    return array + (hash == 0 ? 0 : LuaTable.hashSlot(key, hash - 1));
  }
}
