package dev.tidegate.lua.module;

import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Table;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The place in a value that is being written, as in {@code result.items[3].callback}. */
final class JsonPath {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]{0,63}");
  private static final int SHOWN_OF_KEY = 64;

  private final String root;

  /** For each level the key; nil stands for the index. */
  private final LuaValue[] keys = new LuaValue[JsonText.DEEPEST];

  private final int[] indexes = new int[JsonText.DEEPEST];
  private int levels;

  JsonPath(String root) {
    this.root = root;
    Arrays.fill(keys, LuaValue.NIL);
  }

  /** Goes one level down, to no key as yet. */
  void enter() {
    keys[levels] = LuaValue.NIL;
    indexes[levels] = 0;
    levels++;
  }

  /** Goes to another key of the innermost level. */
  void at(LuaValue key) {
    keys[levels - 1] = key;
  }

  /** Goes to another index of the innermost level. */
  void at(int index) {
    indexes[levels - 1] = index;
  }

  void leave() {
    levels--;
  }

  /**
   * Refuses a table that is within itself, or nested too deeply.
   *
   * @param ancestors those that it is in, outermost first
   */
  void requireRoomFor(Table table, List<Table> ancestors) {
    for (Table ancestor : ancestors) {
      if (ancestor.raweq(table)) {
        throw fault("cycle");
      }
    }
    if (ancestors.size() == JsonText.DEEPEST) {
      throw fault("nesting deeper than " + JsonText.DEEPEST + " levels");
    }
  }

  /** The fault that what is here can't be written. */
  JsonFault fault(String what) {
    return new JsonFault("cannot encode " + what + " at " + this);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(root);
    for (int level = 0; level < levels; level++) {
      if (!keys[level].isnil()) {
        describe(keys[level], text);
      } else if (indexes[level] > 0) {
        text.append('[').append(indexes[level]).append(']');
      }
    }
    return text.toString();
  }

  private static void describe(LuaValue key, StringBuilder text) {
    if (!(key instanceof LuaString string)) {
      text.append('[').append(LuaText.describe(key)).append(']');
      return;
    }
    int shown = Math.min(string.m_length, SHOWN_OF_KEY);
    String name = LuaText.decode(string.substring(0, shown));
    if (NAME.matcher(name).matches()) {
      text.append('.').append(name);
    } else {
      text.append("[\"").append(name).append("\"]");
    }
  }
}
