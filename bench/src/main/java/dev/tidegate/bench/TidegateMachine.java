package dev.tidegate.bench;

import dev.tidegate.lua.Compilation;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.LogEntry;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Run;
import dev.tidegate.lua.RunRequest;
import dev.tidegate.lua.Script;
import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.lua.fiber.FiberSupport;
import dev.tidegate.lua.fiber.LuaWorkers;
import dev.tidegate.lua.fiber.Poller;
import dev.tidegate.lua.lib.StandardLibrary;
import dev.tidegate.lua.module.BuiltInModules;
import dev.tidegate.lua.module.JsonCodec;
import dev.tidegate.lua.task.EngineSettings;
import dev.tidegate.lua.task.JobEngine;
import dev.tidegate.lua.vm.CompiledScript;
import dev.tidegate.lua.vm.JobControl;
import dev.tidegate.lua.vm.Libraries;
import dev.tidegate.lua.vm.LuaContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.luaj.vm2.LuaValue;

/** Tidegate's engine with its workers, fibers, meter and memory account, as the service runs it. */
public final class TidegateMachine implements Machine {

  private static final Limits LIMITS =
      new Limits(
          Duration.ofHours(1),
          1_000_000_000_000L,
          512L << 20,
          1 << 20,
          1 << 20,
          0,
          1_000,
          0,
          1_000,
          64 << 20);

  private static final int NESTING = 200;

  private static final long SCRIPT_CACHE_BYTES = 1 << 20;

  private final Libraries libraries;
  private final JobEngine engine;
  private final Map<Program, Script> scripts = new EnumMap<>(Program.class);
  private final Script trivial;
  private long units;

  /** Starts an engine. */
  public TidegateMachine() {
    this(List.of(), Poller.Factory.NONE);
  }

  /**
   * Starts an engine.
   *
   * @param more modules that its scripts have besides
   * @param pollers what its workers attend to besides
   */
  public TidegateMachine(List<LuaModule> more, Poller.Factory pollers) {
    Clock clock = Clock.systemUTC();
    StandardLibrary standard = new StandardLibrary(clock);
    List<LuaModule> modules = new ArrayList<>(standard.modules());
    modules.addAll(BuiltInModules.all(clock));
    modules.addAll(more);
    libraries =
        new Libraries(
            modules.stream().collect(Collectors.toMap(LuaModule::name, Function.identity())),
            standard::installBase,
            standard.stringMetatable());
    LuaWorkers workers =
        new LuaWorkers(
            LuaWorkers.defaultCount(),
            LuaWorkers.DEFAULT_STACK_BYTES,
            (thread, fault) -> {
              throw new IllegalStateException("a fault of the engine", fault);
            },
            pollers);
    engine =
        new JobEngine(
            libraries,
            new JsonCodec(),
            FiberSupport.choose(FiberChoice.AUTO).fibers(),
            workers,
            new EngineSettings(
                LuaWorkers.DEFAULT_STACK_BYTES, SCRIPT_CACHE_BYTES, Duration.ofMinutes(1)),
            clock);
    trivial = compile("trivial", "return 1".getBytes(StandardCharsets.UTF_8));
  }

  /** Compiles a script, which must be right. */
  public Script compile(String name, byte[] source) {
    return switch (engine.compile("bench", name, source).toCompletableFuture().join()) {
      case Compilation.Compiled(Script script) -> script;
      case Compilation.Rejected(int line, String message) ->
          throw new IllegalStateException(name + ":" + line + ": " + message);
    };
  }

  @Override
  public long run(Program program, int size) {
    return run(
        scripts.computeIfAbsent(program, each -> compile(each.title(), each.source())), size);
  }

  /** Runs a script as a job, with the size as input and a number as result. */
  long run(Script script, int size) {
    Run run = engine.start(script, request(Json.of(Integer.toString(size))));
    return switch (run.outcome().toCompletableFuture().join()) {
      case Outcome.Succeeded(Json result) -> {
        units += run.usage().instructions();
        yield Long.parseLong(result.toString());
      }
      case Outcome other -> throw new IllegalStateException("a script of the bench: " + other);
    };
  }

  @Override
  public long units() {
    return units;
  }

  /** Starts a script as a job. */
  public Run start(Script script, RunRequest request) {
    return engine.start(script, request);
  }

  /** Starts the trivial script as a job. */
  Run startTrivial() {
    return engine.start(trivial, request(Json.NULL));
  }

  @Override
  public Object freshContext() {
    LuaContext context = context();
    context.call(context.instantiate((CompiledScript) trivial), LuaValue.NONE);
    return context;
  }

  /** A context in which nothing runs yet, on the thread that uses it. */
  LuaContext context() {
    return new LuaContext(request(Json.NULL), libraries, Direct.CONTROL, NESTING);
  }

  private static RunRequest request(Json input) {
    return new RunRequest("job", "bench", input, LIMITS, entry -> {}, Map.of());
  }

  @Override
  public void close() {
    engine.close();
  }

  /** Lets a context run outside a job. */
  private enum Direct implements JobControl {
    CONTROL;

    @Override
    public void sliceEnded(long used) {}

    @Override
    public boolean hasRoom(long bytes) {
      return true;
    }

    @Override
    public void adopt(long bytes) {}

    @Override
    public void log(LogEntry.Level level, String message, Map<String, String> fields) {}

    @Override
    public void onEnd(Runnable action) {}
  }
}
