package dev.tidegate.lua.module;

import dev.tidegate.lua.LuaText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The place in a value that is being written, as in {@code result.items[3].callback}. */
final class JsonPath {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]{0,63}");
  private static final int SHOWN_OF_KEY = 64;

  private final String root;
  private final Deque<LuaValue> keys = new ArrayDeque<>();

  JsonPath(String root) {
    this.root = root;
  }

  void enter(LuaValue key) {
    keys.addLast(key);
  }

  void leave() {
    keys.removeLast();
  }

  /** The fault that what is here can't be written. */
  JsonFault fault(String what) {
    return new JsonFault("cannot encode " + what + " at " + this);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(root);
    for (LuaValue key : keys) {
      if (!(key instanceof LuaString string)) {
        text.append('[').append(LuaText.describe(key)).append(']');
        continue;
      }
      int shown = Math.min(string.m_length, SHOWN_OF_KEY);
      String name = LuaText.decode(string.substring(0, shown));
      if (NAME.matcher(name).matches()) {
        text.append('.').append(name);
      } else {
        text.append("[\"").append(name).append("\"]");
      }
    }
    return text.toString();
  }
}
