package dev.tidegate.lua;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * An error that Lua code can catch: any value, and the calls that it has passed on its way.
 *
 * <p>Carries no Java stack trace: scripts raise errors as often as they like, and Java frames are
 * none of their business.
 */
public final class ScriptError extends LuaError {

  private static final long serialVersionUID = 1L;

  /** How many of the innermost, and how many of the outermost calls a traceback shows. */
  private static final int SHOWN = 10;

  private LuaValue value;
  private int levelsToGo;
  private final transient List<Call> innermost = new ArrayList<>();
  private final transient ArrayDeque<Call> outermost = new ArrayDeque<>();
  private int skipped;

  private ScriptError(LuaValue value, int level) {
    // Not the value: LuaJ would turn it into text, which fails on malformed UTF-8.
    super("");
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
    return at(LuaText.encode(message), 1);
  }

  /** A structured error, raised. */
  public static ScriptError of(ErrorKind kind, String message, boolean retryable) {
    return of(ErrorValue.of(kind, message, retryable));
  }

  /** What {@code pcall} returns as its second value. */
  public LuaValue value() {
    return value;
  }

  /** Called for each Lua function that the error leaves, innermost first. */
  public void passes(Call call) {
    if (levelsToGo > 0 && --levelsToGo == 0) {
      value = LuaText.join(call.position() + ": ", text());
    }
    if (innermost.size() < SHOWN) {
      innermost.add(call);
      return;
    }
    outermost.add(call);
    if (outermost.size() > SHOWN) {
      outermost.remove();
      skipped++;
    }
  }

  /**
   * Called where the error leaves a host function that called back into Lua: levels beyond it get
   * no position.
   */
  public void passesHost() {
    levelsToGo = levelsToGo > 1 ? 0 : levelsToGo;
  }

  private LuaString text() {
    return value instanceof LuaString string ? string : LuaText.encode(LuaText.describe(value));
  }

  /**
   * The Lua functions left so far, a line each, innermost first; of many, the middle is left out.
   */
  public String traceback() {
    List<String> lines = new ArrayList<>();
    innermost.forEach(call -> lines.add(line(call)));
    if (skipped > 0) {
      lines.add("... (" + skipped + " calls)");
    }
    outermost.forEach(call -> lines.add(line(call)));
    return String.join("\n", lines);
  }

  private static String line(Call call) {
    return call.position() + ": in " + call.function();
  }

  @Override
  public LuaValue getMessageObject() {
    return value;
  }

  @Override
  public String getMessage() {
    return LuaText.describe(value);
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }

  /** A call of a Lua function that was under way; its texts are made only when somebody asks. */
  public interface Call {

    /** Where it stands, as {@code chunk:line}. */
    String position();

    /** What was called, as tracebacks say it. */
    String function();
  }
}
