package dev.tidegate.lua;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A function written in Java. Those of libraries are stateless, so that one instance serves all
 * runs: the run comes as an argument.
 */
public final class HostFunction extends MeteredFunction {

  private final String name;
  private final boolean global;
  private final Body body;
  private final Role role;
  private final @Nullable Traced state;

  private HostFunction(String name, boolean global, Body body, Role role, @Nullable Traced state) {
    this.name = name;
    this.global = global;
    this.body = body;
    this.role = role;
    this.state = state;
  }

  /** Makes a function that scripts find in no library, such as a method or an iterator. */
  public static HostFunction of(String name, Body body) {
    return new HostFunction(name, false, body, Role.ORDINARY, null);
  }

  /** Makes such a function that the interpreter may replace by doing the same itself. */
  public static HostFunction of(String name, Body body, Role role) {
    return new HostFunction(name, false, body, role, null);
  }

  /** Makes such a function that belongs to one run and keeps values alive. */
  public static HostFunction of(String name, Body body, Traced state) {
    return new HostFunction(name, false, body, Role.ORDINARY, state);
  }

  /**
   * Makes a function of a library.
   *
   * @param name the global name, such as {@code string.rep}: {@code bad argument #1 to
   *     'string.rep'} says who calls it without having a name for it
   */
  public static HostFunction global(String name, Body body) {
    return new HostFunction(name, true, body, Role.ORDINARY, null);
  }

  /** Makes a function of a library that the interpreter may replace by doing the same itself. */
  public static HostFunction global(String name, Body body, Role role) {
    return new HostFunction(name, true, body, role, null);
  }

  /** What the interpreter may do itself instead of a call. */
  public Role role() {
    return role;
  }

  /** What it keeps alive; null when it is stateless. */
  public @Nullable Traced state() {
    return state;
  }

  /**
   * Runs the body. Called by the interpreter; host code calls functions through {@link
   * LuaRuntime#call}.
   */
  public Varargs invoke(LuaRuntime runtime, Varargs arguments) {
    return body.call(runtime, new Arguments(runtime, this, arguments));
  }

  /** Whether scripts find it in a library, or among the globals. */
  public boolean isGlobal() {
    return global;
  }

  /** What a caller calls it that has no name for it: the global name, or a question mark. */
  public String globalName() {
    return global ? name : "?";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String tojstring() {
    return "builtin: " + name;
  }

  /** Functions that a generic {@code for} calls at each step. */
  public enum Role {
    /** Any other function. */
    ORDINARY,
    /** {@code next}. */
    NEXT,
    /** What {@code ipairs} returns. */
    ELEMENTS
  }

  /** What a host function does. */
  @FunctionalInterface
  public interface Body {

    /** Does it, and returns what Lua gets; {@link LuaValue#NONE} for no value. */
    Varargs call(LuaRuntime runtime, Arguments arguments);
  }
}
