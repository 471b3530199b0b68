package dev.tidegate.lua;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * An error that Lua code can catch: any value, and the calls that it has passed on its way.
 *
 * <p>Carries no Java stack trace: scripts raise errors as often as they like, and Java frames are
 * none of their business. What a message says about its place and about the names that the script
 * has for things is found out while the error leaves the calls that it comes from.
 */
public final class ScriptError extends LuaError {

  private static final long serialVersionUID = 1L;

  /** The innermost calls that a traceback shows when it can't show all (Lua 5.2 luaL_traceback). */
  private static final int INNERMOST = 10;

  /** The outermost calls that it shows then. */
  private static final int OUTERMOST = 10;

  /** Stands for "the first Lua function on the way, however far". */
  private static final int NEAREST = -1;

  private LuaValue value;
  private transient @Nullable BadArgument badArgument;

  /** How many calls are still to be left, until the one whose position the message gets; or 0. */
  private int callsToGo;

  private final transient List<Call> first = new ArrayList<>();
  private final transient ArrayDeque<Call> last = new ArrayDeque<>();
  private int passed;

  private ScriptError(LuaValue value, int callsToGo) {
    // Not the value: LuaJ would turn it into text, which fails on malformed UTF-8.
    super("");
    this.value = value;
    this.callsToGo = callsToGo;
  }

  /** An error with this very value; nothing is added to it. */
  public static ScriptError of(LuaValue value) {
    return new ScriptError(value, 0);
  }

  /** A structured error, raised. */
  public static ScriptError of(ErrorKind kind, String message, boolean retryable) {
    return of(ErrorValue.of(kind, message, retryable));
  }

  /**
   * An error that a host function raises, whose text gets the position of a function, as {@code
   * error(message, level)} does it. A host function has no position.
   *
   * @param level 1 for the function that called the host function, 2 for that one's caller, and so
   *     on; 0 for no position
   */
  public static ScriptError at(LuaValue value, int level) {
    if (level <= 0 || !value.isstring()) {
      return of(value);
    }
    // With a position, even an empty one, a number becomes a text.
    return new ScriptError(
        value instanceof Real number ? LuaText.encode(Numbers.format(number.value)) : value,
        level + 1);
  }

  /** An error that a host function raises, with the position of the function that called it. */
  public static ScriptError atCaller(String message) {
    return at(LuaText.encode(message), 1);
  }

  /**
   * An error in an operation of the language, such as a comparison: with the position of the Lua
   * function that does it, and without one where a host function does.
   */
  public static ScriptError inOperation(String message) {
    return new ScriptError(LuaText.encode(message), 1);
  }

  /** An error with the position of the Lua function nearest to where it is raised. */
  public static ScriptError nearby(String message) {
    return new ScriptError(LuaText.encode(message), NEAREST);
  }

  /**
   * The error "bad argument #position to 'name' (message)" of a host function, with the position of
   * the function that called it and the name that this one has for it.
   *
   * @param position from 1, the receiver of a method counted
   * @param name what to say when the caller has no name for it
   */
  static ScriptError badArgument(int position, String name, String message) {
    ScriptError error = new ScriptError(LuaValue.NIL, 2);
    error.badArgument = new BadArgument(position, name, message);
    return error;
  }

  /** What {@code pcall} returns as its second value. */
  public LuaValue value() {
    word(null);
    if (value instanceof ErrorValue error && !first.isEmpty()) {
      error.raisedIn(first);
    }
    return value;
  }

  /** How long a message is copied when the next Lua function is left; 0 when none is. */
  public int bytesToCopy() {
    return callsToGo != 0 && callsToGo <= 1 && value instanceof LuaString message
        ? message.m_length
        : 0;
  }

  /** Called for each function that the error leaves, innermost first. */
  public void passes(Call call) {
    passed++;
    if (badArgument != null && passed == 2) {
      word(call.callee());
    }
    if (callsToGo > 0) {
      callsToGo--;
      if (callsToGo == 0) {
        locate(call.position());
      }
    } else if (callsToGo == NEAREST) {
      locate(call.position());
    }
    // One more than are shown: its caller names a function.
    if (first.size() <= INNERMOST) {
      first.add(call);
      return;
    }
    last.add(call);
    if (last.size() > OUTERMOST + 1) {
      last.remove();
    }
  }

  private void locate(@Nullable String position) {
    if (position != null) {
      value = LuaText.join(position + ": ", text());
      callsToGo = 0;
    }
  }

  /** Makes the message about a bad argument, if that is what this is and it was not made yet. */
  private void word(@Nullable CallName name) {
    if (badArgument != null) {
      value = LuaText.encode(badArgument.words(name));
      badArgument = null;
    }
  }

  private LuaString text() {
    return value instanceof LuaString string ? string : LuaText.encode(LuaText.describe(value));
  }

  /**
   * The functions left so far, a line each, innermost first, in the words of stock Lua's {@code
   * debug.traceback}; of many, the middle is left out.
   */
  public String traceback() {
    List<Call> calls = new ArrayList<>(first);
    calls.addAll(last);
    List<String> lines = new ArrayList<>();
    boolean cut = passed > first.size() + OUTERMOST;
    for (int i = 0; i < calls.size(); i++) {
      if (cut && i == INNERMOST) {
        lines.add("...");
        i = calls.size() - OUTERMOST;
      }
      Call call = calls.get(i);
      CallName name = call.isTailCall() || i + 1 == calls.size() ? null : calls.get(i + 1).callee();
      String position = call.position();
      lines.add(
          (position == null ? "[C]" : position)
              + ": in "
              + (name == null ? call.function() : "function '" + name.name() + "'"));
      if (call.isTailCall()) {
        lines.add("(...tail calls...)");
      }
    }
    return String.join("\n", lines);
  }

  @Override
  public LuaValue getMessageObject() {
    return value();
  }

  @Override
  public String getMessage() {
    return LuaText.describe(value());
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }

  /** A call that was under way; its texts are made only when somebody asks. */
  public interface Call extends Traced {

    /** Where it stands, as {@code chunk:line}; null in a host function. */
    @Nullable String position();

    /** What tracebacks call the function when its caller has no name for it. */
    String function();

    /** What it calls the function that it was calling; null when it has no name for it. */
    @Nullable CallName callee();

    /** What finding that name costs, in units of work. */
    int namingPrice();

    /** Whether it runs a whole chunk and no function of one. */
    boolean isMainChunk();

    /** Whether the function took the place of the one that called it. */
    boolean isTailCall();
  }

  /**
   * What code calls a value.
   *
   * @param kind such as {@code local}, {@code method} or {@code metamethod}
   */
  public record CallName(String kind, String name) {

    /** Such as {@code local 'x'}. */
    @Override
    public String toString() {
      return kind + " '" + name + "'";
    }
  }

  private record BadArgument(int position, String function, String message) {

    String words(@Nullable CallName name) {
      if (name == null) {
        return words(position, function);
      }
      if (!name.kind().equals("method")) {
        return words(position, name.name());
      }
      return position == 1
          ? "calling '" + name.name() + "' on bad self (" + message + ")"
          : words(position - 1, name.name());
    }

    private String words(int number, String called) {
      return "bad argument #" + number + " to '" + called + "' (" + message + ")";
    }
  }
}
