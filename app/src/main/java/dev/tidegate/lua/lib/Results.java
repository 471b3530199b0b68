package dev.tidegate.lua.lib;

import dev.tidegate.lua.LuaRuntime;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lists of values that functions return. */
final class Results {

  private Results() {}

  /**
   * A value in front of others, in one flat array: a chain of argument lists would grow, and be
   * walked recursively, with each call that passes its arguments on.
   */
  static Varargs prepend(LuaRuntime runtime, LuaValue first, Varargs rest) {
    int count = rest.narg();
    if (count == 0) {
      return first;
    }
    if (count == 1) {
      return LuaValue.varargsOf(first, rest.arg1());
    }
    runtime.charge(count);
    LuaValue[] values = new LuaValue[count + 1];
    values[0] = first;
    for (int i = 1; i <= count; i++) {
      values[i] = rest.arg(i);
    }
    return LuaValue.varargsOf(values);
  }
}
