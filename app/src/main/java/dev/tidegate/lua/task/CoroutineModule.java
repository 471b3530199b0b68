package dev.tidegate.lua.task;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Table;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code coroutine} of Lua 5.2 (manual, 6.2), and {@code spawn}, which makes tasks. */
public final class CoroutineModule implements LuaModule {

  private static final String NAME = "coroutine";

  /** What a switch costs, in units of work. */
  private static final int SWITCH = 20;

  /** What a task costs besides. */
  private static final int TASK = 200;

  private final LuaValue table;

  /** Makes the module. */
  public CoroutineModule() {
    Table functions = new Table();
    put(functions, "create", CoroutineModule::create);
    put(functions, "resume", CoroutineModule::resume);
    put(functions, "running", CoroutineModule::running);
    put(functions, "spawn", CoroutineModule::spawn);
    put(
        functions,
        "status",
        (runtime, arguments) -> LuaValue.valueOf(coroutine(arguments).status().text()));
    put(functions, "wrap", CoroutineModule::wrap);
    put(functions, "yield", CoroutineModule::yieldValues);
    table = functions.freeze();
  }

  private static void put(Table functions, String name, HostFunction.Body body) {
    functions.put(name, HostFunction.global(NAME + "." + name, body));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public LuaValue value() {
    return table;
  }

  private static Coroutine create(LuaRuntime runtime, Arguments arguments) {
    LuaValue function = arguments.function(1);
    runtime.charge(SWITCH);
    return Coroutines.of(runtime).create(runtime, function);
  }

  private static Coroutine spawn(LuaRuntime runtime, Arguments arguments) {
    LuaValue function = arguments.function(1);
    runtime.charge(TASK);
    return Coroutines.of(runtime).spawn(runtime, function);
  }

  private static Varargs resume(LuaRuntime runtime, Arguments arguments) {
    Coroutine coroutine = coroutine(arguments);
    runtime.charge(SWITCH);
    try {
      return LuaValue.varargsOf(
          LuaValue.TRUE, coroutine.resume(JobRun.of(runtime), arguments.from(2)));
    } catch (LuaError error) {
      return LuaValue.varargsOf(LuaValue.FALSE, error.getMessageObject());
    }
  }

  private static Varargs wrap(LuaRuntime runtime, Arguments arguments) {
    Coroutine coroutine = create(runtime, arguments);
    return HostFunction.of(
        "wrap",
        (caller, values) -> {
          caller.charge(SWITCH);
          try {
            return coroutine.resume(JobRun.of(caller), values.all());
          } catch (LuaError error) {
            throw ScriptError.at(error.getMessageObject(), 1);
          }
        },
        tracer -> tracer.values(coroutine));
  }

  private static Varargs yieldValues(LuaRuntime runtime, Arguments arguments) {
    runtime.charge(SWITCH);
    JobRun job = JobRun.of(runtime);
    Coroutine running = job.currentTask().running();
    if (running.isTask()) {
      job.giveWayToOthers();
      return LuaValue.NONE;
    }
    return running.yieldValues(job, arguments.all());
  }

  private static Varargs running(LuaRuntime runtime, Arguments arguments) {
    Coroutine running = JobRun.of(runtime).currentTask().running();
    return LuaValue.varargsOf(running, LuaValue.valueOf(running.isTask()));
  }

  private static Coroutine coroutine(Arguments arguments) {
    if (arguments.any(1) instanceof Coroutine coroutine) {
      return coroutine;
    }
    throw arguments.error(1, "coroutine expected");
  }
}
