package dev.tidegate.lua;

import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.lua.fiber.FiberSupport;
import dev.tidegate.lua.fiber.LuaWorkers;
import dev.tidegate.lua.fiber.Poller;
import dev.tidegate.lua.lib.StandardLibrary;
import dev.tidegate.lua.module.BuiltInModules;
import dev.tidegate.lua.module.JsonCodec;
import dev.tidegate.lua.task.EngineSettings;
import dev.tidegate.lua.task.JobEngine;
import dev.tidegate.lua.vm.Libraries;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A whole engine for tests, and short ways to run a script on it. */
public final class TestEngine implements AutoCloseable {

  /** Limits that no well-behaved test reaches. */
  public static final Limits GENEROUS =
      new Limits(
          Duration.ofSeconds(60),
          2_000_000_000L,
          256 << 20,
          1 << 20,
          1 << 20,
          16,
          1000,
          1000,
          100_000,
          64 << 20);

  /** What the compiled scripts that it keeps may take. */
  public static final int SCRIPT_CACHE_BYTES = 1 << 20;

  private final LuaModule[] extra;
  private final FiberChoice choice;
  private final LuaWorkers workers;
  private final JobEngine engine;
  private final Set<String> moduleNames;
  private final SharedState shared;
  private final List<String> sharedAtStart;
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** An engine that lets a submitted script compile for no longer than this. */
  public TestEngine(Duration compileTime) {
    this(FiberChoice.CONTINUATION, compileTime, Poller.Factory.NONE);
  }

  /** An engine of two workers with these modules besides the built-in ones. */
  public TestEngine(FiberChoice choice, LuaModule... extra) {
    this(choice, Duration.ofSeconds(20), Poller.Factory.NONE, extra);
  }

  /** An engine on continuations whose workers have something to attend to. */
  public TestEngine(Poller.Factory pollers, LuaModule... extra) {
    this(FiberChoice.CONTINUATION, pollers, extra);
  }

  /** An engine whose workers have something to attend to. */
  public TestEngine(FiberChoice choice, Poller.Factory pollers, LuaModule... extra) {
    this(choice, Duration.ofSeconds(20), pollers, extra);
  }

  private TestEngine(
      FiberChoice choice, Duration compileTime, Poller.Factory pollers, LuaModule... extra) {
    this.choice = choice;
    this.extra = extra.clone();
    Clock clock = Clock.systemUTC();
    StandardLibrary standard = new StandardLibrary(clock);
    List<LuaModule> modules = new ArrayList<>(standard.modules());
    modules.addAll(BuiltInModules.all(clock));
    modules.addAll(List.of(extra));
    Map<String, LuaModule> byName = new HashMap<>();
    modules.forEach(module -> byName.put(module.name(), module));
    workers =
        new LuaWorkers(
            2, LuaWorkers.DEFAULT_STACK_BYTES, (thread, fault) -> faults.add(fault), pollers);
    moduleNames = Set.copyOf(byName.keySet());
    Libraries libraries = new Libraries(byName, standard::installBase, standard.stringMetatable());
    shared = new SharedState(libraries, modules);
    sharedAtStart = shared.fingerprint();
    engine =
        new JobEngine(
            libraries,
            new JsonCodec(),
            FiberSupport.choose(choice).fibers(),
            workers,
            new EngineSettings(LuaWorkers.DEFAULT_STACK_BYTES, SCRIPT_CACHE_BYTES, compileTime),
            clock);
  }

  /** An engine on continuations. */
  public TestEngine(LuaModule... extra) {
    this(FiberChoice.CONTINUATION, extra);
  }

  /** The engine itself. */
  public JobEngine engine() {
    return engine;
  }

  /** A new engine like this one. */
  public TestEngine another() {
    return new TestEngine(choice, extra);
  }

  /** The modules that scripts find here. */
  public Set<String> moduleNames() {
    return moduleNames;
  }

  /** All that the runs of this engine share, as it is now. */
  public List<String> sharedState() {
    return shared.fingerprint();
  }

  /** The same before the first run. */
  public List<String> sharedStateAtStart() {
    return sharedAtStart;
  }

  /** Whether it takes no more scripts. */
  public boolean isClosed() {
    return closed;
  }

  /** What left a slice of work without being handled; always to be empty. */
  public List<Throwable> faults() {
    return faults;
  }

  /** Compiles a script that must be valid. */
  public Script compile(String chunkName, String source) throws Exception {
    Compilation compilation =
        engine
            .compile("test", chunkName, source.getBytes(StandardCharsets.UTF_8))
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
    return switch (compilation) {
      case Compilation.Compiled(Script script) -> script;
      case Compilation.Rejected(int line, String message) ->
          throw new AssertionError(chunkName + ":" + line + ": " + message);
    };
  }

  /** Starts a script. */
  public TestRun start(String source, Limits limits, String actor, Map<Class<?>, Object> attributes)
      throws Exception {
    return start(compile("test", source), Json.NULL, limits, actor, attributes);
  }

  /** Starts a compiled script with input. */
  public TestRun start(
      Script script, Json input, Limits limits, String actor, Map<Class<?>, Object> attributes) {
    List<LogEntry> log = new CopyOnWriteArrayList<>();
    Run run =
        engine.start(script, new RunRequest("job", actor, input, limits, log::add, attributes));
    return new TestRun(run, log);
  }

  /** Runs a script to its end with generous limits. */
  public Outcome run(String source) throws Exception {
    return start(source, GENEROUS, "test", Map.of()).outcome();
  }

  @Override
  public void close() {
    closed = true;
    engine.close();
  }

  /** A script under way and what it has printed. */
  public record TestRun(Run run, List<LogEntry> log) {

    /** How it ended. */
    public Outcome outcome() throws Exception {
      return run.outcome().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    /** The failure it must have ended with. */
    public Failure failure() throws Exception {
      if (outcome() instanceof Outcome.Failed(Failure failure)) {
        return failure;
      }
      throw new AssertionError("did not fail: " + outcome());
    }
  }
}
