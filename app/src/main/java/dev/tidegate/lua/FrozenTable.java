package dev.tidegate.lua;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** A table that nothing can change once it is built, so that all runs can share it. */
public final class FrozenTable extends LuaTable {

  private final boolean frozen;

  private FrozenTable(LuaTable contents) {
    LuaValue key = NIL;
    while (true) {
      var entry = contents.next(key);
      key = entry.arg1();
      if (key.isnil()) {
        break;
      }
      super.rawset(key, entry.arg(2));
    }
    frozen = true;
  }

  /** A frozen copy of the table's entries, one level deep. */
  public static FrozenTable copyOf(LuaTable contents) {
    return new FrozenTable(contents);
  }

  private void refuse() {
    if (frozen) {
      throw ScriptError.atCaller("attempt to modify Immutable table");
    }
  }

  @Override
  public void rawset(int key, LuaValue value) {
    refuse();
    super.rawset(key, value);
  }

  @Override
  public void rawset(LuaValue key, LuaValue value) {
    refuse();
    super.rawset(key, value);
  }

  @Override
  public void set(int key, LuaValue value) {
    refuse();
    super.set(key, value);
  }

  @Override
  public void set(LuaValue key, LuaValue value) {
    refuse();
    super.set(key, value);
  }

  @Override
  public void hashset(LuaValue key, LuaValue value) {
    refuse();
    super.hashset(key, value);
  }

  @Override
  public LuaValue setmetatable(LuaValue metatable) {
    refuse();
    return super.setmetatable(metatable);
  }

  @Override
  public LuaValue remove(int position) {
    refuse();
    return super.remove(position);
  }

  @Override
  public void insert(int position, LuaValue value) {
    refuse();
    super.insert(position, value);
  }

  @Override
  public void sort(LuaValue comparator) {
    refuse();
    super.sort(comparator);
  }
}
