package dev.tidegate.lua;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Goes through a table's entries and charges for the storage that each step passes. Emptied slots
 * stay until the table grows, so that one step may pass millions of them.
 */
public final class TableWalk {

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

  /** Units of work for each slot of storage that is built anew. */
  public static final long REBUILT_SLOT = 8;

  private TableWalk() {}

  /** The slots of the table's storage, empty ones too. */
  public static long slots(LuaTable table) {
    return (long) Array.getLength(ARRAY.get(table)) + Array.getLength(HASH.get(table));
  }

  /**
   * The entry after the key, by raw access: key and value, or nil after the last.
   *
   * @param key nil for the first entry
   * @throws ScriptError "invalid key to 'next'"
   */
  public static Varargs next(LuaRuntime runtime, LuaTable table, LuaValue key) {
    Varargs entry;
    try {
      entry = table.next(key);
    } catch (LuaError unknownKey) {
      throw ScriptError.of(LuaValue.valueOf("invalid key to 'next'"));
    }
    // Afterwards, because only now is it known how far away the entry was.
    runtime.charge(slotsBetween(table, key, entry.arg1()));
    return entry;
  }

  private static int slotsBetween(LuaTable table, LuaValue key, LuaValue next) {
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
