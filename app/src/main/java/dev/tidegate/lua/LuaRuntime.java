package dev.tidegate.lua;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The running job as host code sees it: its meter, its values' behaviour, its limits and what it
 * leaves to be tidied up.
 *
 * <p>Used on the thread that runs the job at that moment, and by no other; only {@link #traffic()}
 * may be shared.
 */
public interface LuaRuntime {

  /**
   * Charges work before it is done. May give way to other jobs, and does not return when the run is
   * to end: it then throws an {@link Error} that nothing may catch. While other jobs have the
   * worker, timers of the run may expire and messages come: who has looked for them looks again.
   *
   * @param units about as many as the bytes or slots that will be touched; not negative
   */
  void charge(long units);

  /**
   * Checks a single large allocation before it is made, and charges it.
   *
   * @param bytes how many are about to be allocated, computed so that it can't overflow
   * @throws ScriptError "not enough memory" when it exceeds {@link Limits#allocation()}
   */
  void reserve(long bytes);

  /**
   * Like {@link #reserve(long)}, for what the host function keeps to itself while it calls Lua:
   * counts as memory of the run until the function returns.
   */
  void hold(long bytes);

  /**
   * Puts memory on the run's account that another thread has allocated for it, such as a message
   * that came. On the run's strand.
   */
  void adopt(long bytes);

  /** Keeps something in sight of the audit of the run's memory until the host function returns. */
  void pin(Traced what);

  /**
   * Calls any value, as the expression {@code function(arguments)} does (Lua 5.2 manual, 2.4
   * "call").
   *
   * @throws ScriptError what the callee raised
   */
  Varargs call(LuaValue function, Varargs arguments);

  /** {@code object[key]} with metamethods. */
  LuaValue index(LuaValue object, LuaValue key);

  /** {@code object[key] = value} with metamethods. */
  void setIndex(LuaValue object, LuaValue key, LuaValue value);

  /** {@code left == right} with metamethods. */
  boolean equal(LuaValue left, LuaValue right);

  /**
   * {@code left < right} with metamethods; raises "attempt to compare …" where there is no order.
   */
  boolean lessThan(LuaValue left, LuaValue right);

  /** {@code #object} with metamethods. */
  LuaValue length(LuaValue object);

  /**
   * What {@code tostring} gives: {@code __tostring} where there is one, else the value's own text.
   */
  LuaString toText(LuaValue value);

  /**
   * The metatable that operations on the value use, or nil. Per run for basic types; never LuaJ's
   * static ones.
   */
  LuaValue metatable(LuaValue value);

  /** The calls of Lua functions that are under way: where an error comes from that is made now. */
  CallStack callStack();

  /** The run's table of globals. */
  Table globals();

  /**
   * Compiles text into a function of this run.
   *
   * @param chunkName as stock Lua takes it: {@code =name}, {@code @file}, or the text itself
   * @param environment the value of the function's {@code _ENV}
   * @throws ScriptError the compiler's message, or a refusal of a binary chunk
   */
  LuaValue load(byte[] source, String chunkName, LuaValue environment);

  /** The module that {@code require(name)} gives. */
  Optional<LuaValue> module(String name);

  /** What the run was given under this class, or has stored under it. */
  <T> Optional<T> attribute(Class<T> type);

  /** What is stored under this class for the length of the run, made at the first call. */
  <T> T attribute(Class<T> type, Supplier<T> initial);

  /** The job's id. */
  String jobId();

  /** What the run may use. */
  Limits limits();

  /** Where modules count what the run sends and receives. */
  Traffic traffic();

  /**
   * Adds a line to the run's output; ends the run when that exceeds {@link Limits#output()}, for
   * which names and values of fields count as well.
   */
  void log(LogEntry.Level level, String message, Map<String, String> fields);

  /**
   * Registers what is to be done when the run ends, however it ends; the last registered goes
   * first.
   */
  void onEnd(Runnable action);
}
