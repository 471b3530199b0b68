package dev.tidegate.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * An error that Lua code can catch: any value, and the calls that it has passed on its way.
 *
 * <p>Carries no Java stack trace: scripts raise errors as often as they like, and Java frames are
 * none of their business.
 */
public final class ScriptError extends LuaError {

  private static final long serialVersionUID = 1L;
  private static final int TRACEBACK_LIMIT = Failure.MESSAGE_LIMIT;

  private LuaValue value;
  private int levelsToGo;
  private final StringBuilder calls = new StringBuilder();

  private ScriptError(LuaValue value, int level) {
    super(value);
    this.value = value;
    levelsToGo = level;
  }

  /** An error with this very value; nothing is added to it. */
  public static ScriptError of(LuaValue value) {
    return new ScriptError(value, 0);
  }

  /**
   * An error whose text gets the position of a Lua function on the way, as {@code error(message,
   * level)} does.
   *
   * @param level 1 for the Lua function nearest to where it is raised, 2 for that one's caller; 0
   *     for no position
   */
  public static ScriptError at(LuaValue value, int level) {
    return new ScriptError(value, value.isstring() ? level : 0);
  }

  /**
   * An error whose text gets the position of the Lua function that called the host function raising
   * it.
   */
  public static ScriptError atCaller(String message) {
    return at(LuaValue.valueOf(message), 1);
  }

  /** A structured error, raised. */
  public static ScriptError of(ErrorKind kind, String message, boolean retryable) {
    return of(ErrorValue.of(kind, message, retryable));
  }

  /** What {@code pcall} returns as its second value. */
  public LuaValue value() {
    return value;
  }

  /**
   * Called by each Lua function that the error leaves, innermost first, with its position and what
   * it is.
   */
  public void passes(String position, String where) {
    if (levelsToGo > 0 && --levelsToGo == 0) {
      value = LuaValue.valueOf(position + ": " + value.tojstring());
    }
    if (calls.length() < TRACEBACK_LIMIT) {
      calls.append(calls.isEmpty() ? "" : "\n").append(position).append(": in ").append(where);
    }
  }

  /**
   * Called where the error leaves a host function that called back into Lua: levels beyond it get
   * no position.
   */
  public void passesHost() {
    levelsToGo = levelsToGo > 1 ? 0 : levelsToGo;
  }

  /** The Lua functions left so far, a line each, innermost first. */
  public String traceback() {
    return calls.toString();
  }

  @Override
  public LuaValue getMessageObject() {
    return value;
  }

  @Override
  public String getMessage() {
    return value.tojstring();
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
