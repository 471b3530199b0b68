package dev.tidegate.lua.vm;

import dev.tidegate.lua.CallStack;
import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.LogEntry;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.RunRequest;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNil;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * One run's own world: its globals, its meter, its depth, and what modules keep for it. Confined to
 * the run's strand.
 */
public final class LuaContext implements LuaRuntime {

  /** Bytes that one unit of work pays for when memory is only filled or copied. */
  private static final int BYTES_PER_UNIT = 16;

  /**
   * What the compiler keeps for a byte of source at most: measured with constants, and rounded up.
   */
  private static final long COMPILER_BYTES = 40;

  /** What is smaller is held against the limit at the end of the slice. */
  private static final int LARGE_ALLOCATION = 1 << 18;

  /**
   * Registers and extra arguments of nested calls of Lua functions (Lua 5.2 {@code LUAI_MAXSTACK}).
   */
  private static final int STACK_LIMIT = 1_000_000;

  private final RunRequest request;
  private final Libraries libraries;
  private final JobControl control;
  private final int nestingLimit;
  private final Meter meter;
  private final Traffic traffic = new Traffic();
  private final Map<Class<?>, Object> attributes;
  private final Table globals;
  private int stackSlots;
  private int nesting;

  /** The innermost call of a Lua function. */
  @Nullable Frame top;

  /** What host functions under way keep alive. */
  @Nullable Pinned pinned;

  /** Bytes that host functions under way hold for themselves. */
  long held;

  /**
   * Makes a context.
   *
   * @param nestingLimit calls from Lua through Java into Lua that may be nested, as in a {@code
   *     pcall} in a {@code pcall}
   */
  public LuaContext(RunRequest request, Libraries libraries, JobControl control, int nestingLimit) {
    this.request = request;
    this.libraries = libraries;
    this.control = control;
    this.nestingLimit = nestingLimit;
    this.meter = new Meter(control::sliceEnded);
    this.attributes = new HashMap<>(request.attributes());
    this.globals = libraries.globals();
  }

  /** The script as a function of this context. */
  public LuaValue instantiate(CompiledScript script) {
    return Closure.ofChunk(script.prototype(), globals);
  }

  /** Units of work charged so far. */
  public long used() {
    return meter.used();
  }

  /**
   * The size in bytes of all that the run keeps alive.
   *
   * @param others what the context does not know of, such as tasks that do not run
   * @param breath is called now and then; may let other jobs go first, but nothing of this one
   */
  public long live(Traced others, Runnable breath) {
    return HeapAudit.measure(
        tracer -> {
          tracer.values(globals);
          Line.trace(top, pinned, held, tracer);
          for (Object attribute : attributes.values()) {
            if (attribute instanceof Traced holder) {
              tracer.holder(holder);
            }
          }
          tracer.holder(others);
        },
        breath);
  }

  /** Notes where the running task or coroutine stands, before another one runs. */
  public void leave(Line line) {
    line.stackSlots = stackSlots;
    line.nesting = nesting;
    line.held = held;
    line.pinned = pinned;
    line.top = top;
  }

  /** Goes on where a task stands. */
  public void enter(Line line) {
    stackSlots = line.stackSlots;
    nesting = line.nesting;
    held = line.held;
    pinned = line.pinned;
    top = line.top;
  }

  /** Goes on where a coroutine stands, on top of the running task or coroutine. */
  public void enterOnTop(Line line) {
    stackSlots += line.stackSlots;
    nesting += line.nesting;
    held = line.held;
    pinned = line.pinned;
    top = line.top;
  }

  /** Notes where a coroutine stands, before the one that resumed it goes on. */
  public void leaveTo(Line line, Line resumer) {
    leave(line);
    line.stackSlots -= resumer.stackSlots;
    line.nesting -= resumer.nesting;
    enter(resumer);
  }

  /** Counts the frame of a called Lua function; it is on the heap. */
  void enterCall(int slots) {
    if (stackSlots > STACK_LIMIT - slots) {
      throw ScriptError.inOperation("stack overflow");
    }
    stackSlots += slots;
  }

  void leaveCall(int slots) {
    stackSlots -= slots;
  }

  private void enterNested() {
    if (nesting >= nestingLimit) {
      throw ScriptError.inOperation("C stack overflow");
    }
    nesting++;
  }

  @Override
  public void charge(long units) {
    meter.charge(units);
  }

  @Override
  public void reserve(long bytes) {
    if (bytes > request.limits().allocation()) {
      throw ScriptError.nearby("not enough memory");
    }
    // First, because finding out whether there is room may take an audit.
    meter.charge(bytes / BYTES_PER_UNIT);
    requireRoom(bytes);
  }

  private void requireRoom(long bytes) {
    if (bytes >= LARGE_ALLOCATION && !control.hasRoom(bytes)) {
      throw ScriptError.nearby("not enough memory");
    }
  }

  @Override
  public void hold(long bytes) {
    reserve(bytes);
    held += bytes;
  }

  @Override
  public void adopt(long bytes) {
    control.adopt(bytes);
  }

  @Override
  public void pin(Traced what) {
    pinned = new Pinned(pinned, what, LuaValue.NONE);
  }

  @Override
  public Varargs call(LuaValue function, Varargs arguments) {
    int slotsBefore = stackSlots;
    int nestingBefore = nesting;
    long heldBefore = held;
    Pinned pinnedBefore = pinned;
    Frame topBefore = top;
    meter.charge(1);
    enterNested();
    pinned = new Pinned(pinned, null, arguments);
    try {
      return Interpreter.call(this, function, arguments);
    } finally {
      stackSlots = slotsBefore;
      nesting = nestingBefore;
      held = heldBefore;
      pinned = pinnedBefore;
      top = topBefore;
    }
  }

  @Override
  public LuaValue index(LuaValue object, LuaValue key) {
    return Operators.index(this, object, key);
  }

  @Override
  public void setIndex(LuaValue object, LuaValue key, LuaValue value) {
    Operators.setIndex(this, object, key, value);
  }

  @Override
  public boolean equal(LuaValue left, LuaValue right) {
    return Operators.equal(this, left, right);
  }

  @Override
  public boolean lessThan(LuaValue left, LuaValue right) {
    return Operators.lessThan(this, left, right);
  }

  @Override
  public LuaValue length(LuaValue object) {
    return Operators.length(this, object);
  }

  @Override
  public LuaString toText(LuaValue value) {
    if (value instanceof LuaString string) {
      return string;
    }
    if (value instanceof Real number) {
      return Numbers.toText(this, number);
    }
    LuaValue handler = Operators.metamethod(this, value, LuaValue.TOSTRING);
    if (!handler.isnil()) {
      LuaValue text = call(handler, value).arg1();
      return switch (text) {
        case LuaString string -> string;
        case Real number -> Numbers.toText(this, number);
        default -> throw ScriptError.atCaller("'__tostring' must return a string");
      };
    }
    return LuaString.valueOf(
        switch (value) {
          case LuaNil nil -> "nil";
          default -> value.isboolean() ? Boolean.toString(value.toboolean()) : address(value);
        });
  }

  private static String address(LuaValue value) {
    return "%s: 0x%08x".formatted(value.typename(), System.identityHashCode(value));
  }

  @Override
  public LuaValue metatable(LuaValue value) {
    Table metatable = metatableOf(value);
    return metatable == null ? LuaValue.NIL : metatable;
  }

  @Nullable Table metatableOf(LuaValue value) {
    if (value instanceof Table table) {
      return table.metatable();
    }
    if (value instanceof LuaString) {
      return libraries.stringMetatable();
    }
    return value instanceof HostObject object ? object.metatable() : null;
  }

  /** What a string's metatable says that the string has under a name, as far as a table says it. */
  LuaValue stringMethod(LuaString name) {
    return libraries.stringMethods().get(name);
  }

  @Override
  public CallStack callStack() {
    List<ScriptError.Call> calls = new ArrayList<>();
    Frame frame = top;
    while (frame != null && calls.size() < CallStack.MOST) {
      CallSite site = frame.site();
      calls.add(site);
      if (frame.caller == null) {
        return new CallStack(site.isMainChunk() ? "main" : "coroutine", calls);
      }
      if (frame.entry) {
        calls.add(HostCall.UNKNOWN);
      }
      frame = frame.caller;
    }
    return new CallStack("unknown", calls);
  }

  @Override
  public Table globals() {
    return globals;
  }

  @Override
  public LuaValue load(byte[] source, String chunkName, LuaValue environment) {
    reserve(source.length);
    charge(source.length);
    requireRoom(COMPILER_BYTES * source.length);
    held += COMPILER_BYTES * source.length;
    return Closure.ofChunk(Compiler.prototype(chunkName, source, meter::checkpoint), environment);
  }

  @Override
  public Optional<LuaValue> module(String name) {
    LuaModule module = libraries.modules().get(name);
    return module == null ? Optional.empty() : Optional.of(module.value());
  }

  @Override
  public <T> Optional<T> attribute(Class<T> type) {
    return Optional.ofNullable(attributes.get(type)).map(type::cast);
  }

  @Override
  public <T> T attribute(Class<T> type, Supplier<T> initial) {
    return type.cast(attributes.computeIfAbsent(type, key -> initial.get()));
  }

  @Override
  public String jobId() {
    return request.id();
  }

  @Override
  public Limits limits() {
    return request.limits();
  }

  @Override
  public Traffic traffic() {
    return traffic;
  }

  @Override
  public void log(LogEntry.Level level, String message, Map<String, String> fields) {
    control.log(level, message, fields);
  }

  @Override
  public void onEnd(Runnable action) {
    control.onEnd(action);
  }
}
