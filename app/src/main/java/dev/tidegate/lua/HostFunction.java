package dev.tidegate.lua;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A function written in Java. Stateless, so that one instance serves all runs: the run comes as an
 * argument.
 */
public final class HostFunction extends MeteredFunction {

  private final String name;
  private final Body body;

  private HostFunction(String name, Body body) {
    this.name = name;
    this.body = body;
  }

  /** Makes a function; the name appears in messages such as {@code bad argument #1 to 'name'}. */
  public static HostFunction of(String name, Body body) {
    return new HostFunction(name, body);
  }

  /**
   * Runs the body. Called by the interpreter; host code calls functions through {@link
   * LuaRuntime#call}.
   */
  public Varargs invoke(LuaRuntime runtime, Varargs arguments) {
    return body.call(runtime, new Arguments(name, arguments));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String tojstring() {
    return "builtin: " + name;
  }

  /** What a host function does. */
  @FunctionalInterface
  public interface Body {

    /** Does it, and returns what Lua gets; {@link LuaValue#NONE} for no value. */
    Varargs call(LuaRuntime runtime, Arguments arguments);
  }
}
