package dev.tidegate.lua;

import java.util.function.Function;
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
  private final @Nullable Plain plain;
  private final Signature signature;

  private HostFunction(
      String name,
      boolean global,
      Body body,
      Role role,
      @Nullable Traced state,
      @Nullable Plain plain,
      Signature signature) {
    this.name = name;
    this.global = global;
    this.body = body;
    this.role = role;
    this.state = state;
    this.plain = plain;
    this.signature = signature;
  }

  private HostFunction(String name, boolean global, Body body, Role role, @Nullable Traced state) {
    this(name, global, body, role, state, null, Signature.UNDECLARED);
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

  /** Makes a function of a library whose plain case takes no lists of values. */
  public static HostFunction global(String name, Body body, Plain plain) {
    return new HostFunction(name, true, body, Role.ORDINARY, null, plain, Signature.UNDECLARED);
  }

  /** Makes a function of a module. */
  static HostFunction declared(
      String name, Signature signature, Function<Call, ? extends Varargs> body) {
    return new HostFunction(
        name,
        true,
        (runtime, arguments) -> signature.invoke(runtime, arguments, body),
        Role.ORDINARY,
        null,
        null,
        signature);
  }

  /** Makes a method; the body gets the receiver among the arguments. */
  static HostFunction method(String name, Signature signature, Body body) {
    return new HostFunction(name, false, body, Role.ORDINARY, null, null, signature);
  }

  /** What it takes. */
  public Signature signature() {
    return signature;
  }

  /** What the interpreter may do itself instead of a call. */
  public Role role() {
    return role;
  }

  /** What does its plain case; null when it has none. */
  public @Nullable Plain plain() {
    return plain;
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

  /**
   * The plain case of a function: at most three arguments, of the types that it wants, and one
   * result. For small functions that are called much, where making lists of values would take
   * longer than what they do. May charge and raise, but not call Lua, pin or hold.
   */
  @FunctionalInterface
  public interface Plain {

    /**
     * Does it; {@link LuaValue#NONE} stands for an argument that is absent.
     *
     * @return the result, or null when it is for the body to do or to refuse
     */
    @Nullable LuaValue call(LuaRuntime runtime, LuaValue first, LuaValue second, LuaValue third);
  }
}
