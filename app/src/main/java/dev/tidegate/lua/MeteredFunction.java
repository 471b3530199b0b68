package dev.tidegate.lua;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A function that only a run can call. LuaJ's own call methods are closed, because they would run
 * it without a meter.
 */
public abstract class MeteredFunction extends LuaFunction {

  @Override
  public final LuaValue call() {
    throw unmetered();
  }

  @Override
  public final LuaValue call(LuaValue first) {
    throw unmetered();
  }

  @Override
  public final LuaValue call(LuaValue first, LuaValue second) {
    throw unmetered();
  }

  @Override
  public final LuaValue call(LuaValue first, LuaValue second, LuaValue third) {
    throw unmetered();
  }

  @Override
  public final Varargs invoke(Varargs arguments) {
    throw unmetered();
  }

  private IllegalStateException unmetered() {
    return new IllegalStateException(tojstring() + " was called outside a run");
  }
}
