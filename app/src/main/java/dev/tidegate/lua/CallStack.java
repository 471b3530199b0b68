package dev.tidegate.lua;

import java.util.ArrayList;
import java.util.List;

/**
 * The innermost calls that were under way at some moment: where an error was made. Their names are
 * found out only when somebody asks.
 */
public final class CallStack implements Traced {

  /** The most calls that are noted. */
  public static final int MOST = 16;

  /** What noting one call takes, in bytes. */
  private static final int CALL_BYTES = 32;

  /** The price of a call's texts besides that of finding its name. */
  private static final int TEXT_PRICE = 50;

  private final String thread;
  private final List<ScriptError.Call> calls;

  /**
   * Notes calls.
   *
   * @param thread what they are calls of: {@code main}, {@code coroutine}, or {@code unknown}
   * @param calls innermost first; those after the first {@value #MOST} are left out
   */
  public CallStack(String thread, List<ScriptError.Call> calls) {
    this.thread = thread;
    this.calls = List.copyOf(calls.subList(0, Math.min(calls.size(), MOST)));
  }

  /** What they are calls of. */
  public String thread() {
    return thread;
  }

  /** Whether it is known where the innermost Lua function stood. */
  boolean isExact() {
    for (ScriptError.Call call : calls) {
      String position = call.position();
      if (position != null) {
        return !position.endsWith(":?");
      }
    }
    return false;
  }

  /** The calls of Lua functions, innermost first. Finding their names is charged. */
  public List<Entry> entries(LuaRuntime runtime) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      ScriptError.Call call = calls.get(i);
      String position = call.position();
      if (position == null) {
        continue;
      }
      ScriptError.CallName name = null;
      if (i + 1 < calls.size() && !call.isTailCall()) {
        runtime.charge(calls.get(i + 1).namingPrice());
        name = calls.get(i + 1).callee();
      }
      runtime.charge(TEXT_PRICE);
      int colon = position.lastIndexOf(':');
      entries.add(
          new Entry(
              position.substring(0, colon),
              position.substring(colon + 1),
              name == null ? call.function() : name.name(),
              call.isMainChunk()));
    }
    return entries;
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes((long) CALL_BYTES * calls.size());
    calls.forEach(tracer::holder);
  }

  /**
   * A call of a Lua function.
   *
   * @param source the chunk's name
   * @param line where it stood, in decimal; a question mark when that was not noted
   * @param name what its caller calls it, or what tracebacks call one without a name
   * @param isMainChunk whether it is no function of the chunk, but the chunk itself
   */
  public record Entry(String source, String line, String name, boolean isMainChunk) {

    /** The line as a number; -1 when it was not noted, as in stock Lua. */
    public int lineNumber() {
      return line.equals("?") ? -1 : Integer.parseInt(line);
    }

    /** Such as {@code chunk:3 (name)}. */
    @Override
    public String toString() {
      return source + ":" + line + " (" + name + ")";
    }
  }
}
