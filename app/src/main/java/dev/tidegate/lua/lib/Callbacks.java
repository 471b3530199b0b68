package dev.tidegate.lua.lib;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.ScriptError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Calls from library functions back into Lua. */
final class Callbacks {

  private Callbacks() {}

  /** Calls the function; error levels that point beyond this call get no position. */
  static Varargs call(LuaRuntime runtime, LuaValue function, Varargs arguments) {
    try {
      return runtime.call(function, arguments);
    } catch (ScriptError error) {
      error.passesHost();
      throw error;
    }
  }

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
