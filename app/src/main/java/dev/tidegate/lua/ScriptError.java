package dev.tidegate.lua;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  private final transient @Nullable ArgumentFault argument;
  private final transient List<Call> innermost = new ArrayList<>();
  private final transient ArrayDeque<Call> outermost = new ArrayDeque<>();
  private int skipped;

  private ScriptError(LuaValue value, int level, @Nullable ArgumentFault argument) {
    // Not the value: LuaJ would turn it into text, which fails on malformed UTF-8.
    super("");
    this.value = value;
    levelsToGo = level;
    this.argument = argument;
  }

  /** An error with this very value; nothing is added to it. */
  public static ScriptError of(LuaValue value) {
    return new ScriptError(value, 0, null);
  }

  /**
   * An error whose text gets the position of a Lua function on the way, as {@code error(message,
   * level)} does.
   *
   * @param level 1 for the Lua function nearest to where it is raised, 2 for that one's caller; 0
   *     for no position
   */
  public static ScriptError at(LuaValue value, int level) {
    if (level == 0 || !(value instanceof LuaString || value instanceof Real)) {
      return of(value);
    }
    return new ScriptError(
        value instanceof Real number ? Numbers.toText(number) : value, level, null);
  }

  /**
   * An error whose text gets the position of the Lua function that called the host function raising
   * it.
   */
  public static ScriptError atCaller(String message) {
    return at(LuaText.encode(message), 1);
  }

  /**
   * The error "bad argument #position to 'function' (fault)", at the Lua function that called; the
   * name is the one that it calls the function by.
   *
   * @param position counts from 1, a method's receiver included
   * @param function its name where no Lua function calls it
   */
  static ScriptError ofArgument(int position, String function, String fault) {
    ArgumentFault argument = new ArgumentFault(position, fault);
    return new ScriptError(LuaText.encode(argument.of(function)), 1, argument);
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
      if (argument != null) {
        value = call.callee().map(argument::wording).map(LuaText::encode).orElse(text());
      }
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
   * Called where the error leaves what a host function called: the host function is a level too,
   * and has no position.
   */
  public void passesHost() {
    levelsToGo = 0;
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

    /** How the script calls the function that it was just calling; empty where it has no name. */
    Optional<Callee> callee();
  }

  /**
   * How a script calls a function at one place.
   *
   * @param name such as {@code rep}
   * @param method whether it is called as {@code object:name(…)}
   */
  public record Callee(String name, boolean method) {}

  private record ArgumentFault(int position, String fault) {

    String wording(Callee callee) {
      if (!callee.method()) {
        return of(callee.name());
      }
      // As stock Lua does, count without the receiver.
      return position > 1
          ? new ArgumentFault(position - 1, fault).of(callee.name())
          : "calling '" + callee.name() + "' on bad self (" + fault + ")";
    }

    String of(String function) {
      return "bad argument #" + position + " to '" + function + "' (" + fault + ")";
    }
  }
}
