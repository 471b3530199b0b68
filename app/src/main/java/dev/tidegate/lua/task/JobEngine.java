package dev.tidegate.lua.task;

import dev.tidegate.lua.Compilation;
import dev.tidegate.lua.EngineStatistics;
import dev.tidegate.lua.LuaEngine;
import dev.tidegate.lua.Run;
import dev.tidegate.lua.RunRequest;
import dev.tidegate.lua.Script;
import dev.tidegate.lua.ValueCodec;
import dev.tidegate.lua.fiber.Fiber;
import dev.tidegate.lua.fiber.FiberScope;
import dev.tidegate.lua.fiber.Fibers;
import dev.tidegate.lua.fiber.Workers;
import dev.tidegate.lua.vm.CompiledScript;
import dev.tidegate.lua.vm.Compiler;
import dev.tidegate.lua.vm.Libraries;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The engine: jobs as strands of fibers on shared workers. */
public final class JobEngine implements LuaEngine {

  /**
   * Java stack that one call through Java takes at most, in bytes: measured with the interpreter,
   * C1 and C2, and rounded up. Calls from Lua to Lua take none.
   */
  private static final int STACK_BYTES_PER_NESTED_CALL = 2560;

  /** Nested calls through Java that stock Lua allows ({@code LUAI_MAXCCALLS}). */
  private static final int MOST_NESTED_CALLS = 200;

  private final Libraries libraries;
  private final TaskBodies bodies;
  private final Fibers fibers;
  private final Workers workers;
  private final InstantSource clock;
  private final ScriptCache cache;
  private final Duration compileTime;
  private final EngineCounts counts = new EngineCounts();
  private final int nestingLimit;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<JobRun> runs = ConcurrentHashMap.newKeySet();

  /**
   * Makes an engine.
   *
   * @param workers closed together with the engine
   * @param settings what it may take for itself
   */
  public JobEngine(
      Libraries libraries,
      ValueCodec codec,
      Fibers fibers,
      Workers workers,
      EngineSettings settings,
      InstantSource clock) {
    this.libraries = libraries;
    this.bodies = new TaskBodies(codec);
    this.fibers = fibers;
    this.workers = workers;
    this.clock = clock;
    this.cache = new ScriptCache(settings.scriptCacheBytes());
    this.compileTime = settings.compileTime();
    this.nestingLimit =
        (int)
            Math.min(
                MOST_NESTED_CALLS,
                fibers.stackBytes(settings.workerStackBytes()) / STACK_BYTES_PER_NESTED_CALL);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("lua-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public CompletionStage<Compilation> compile(String actor, String chunkName, byte[] source) {
    ScriptCache.Key key = ScriptCache.Key.of(chunkName, source);
    CompiledScript known = cache.get(key);
    if (known != null) {
      return CompletableFuture.completedFuture(new Compilation.Compiled(known));
    }
    CompletableFuture<Compilation> result = new CompletableFuture<>();
    CompileTurn turn = new CompileTurn(compileTime, this::giveWay);
    Fiber compiler =
        fibers.create(
            FiberScope.TASK, () -> result.complete(Compiler.compile(chunkName, source, turn)));
    return advance(actor, compiler)
        .thenCompose(_ -> result)
        .whenComplete((compilation, _) -> {
          if (compilation instanceof Compilation.Compiled(CompiledScript script)) {
            cache.put(key, script);
          }
        });
  }

  /** Compiling takes its turns like any other work. */
  private void giveWay() {
    if (workers.hasWaiting()) {
      fibers.suspend(FiberScope.TASK);
    }
  }

  private CompletableFuture<Boolean> advance(String actor, Fiber fiber) {
    try {
      return CompletableFuture.supplyAsync(fiber::resume, slice -> workers.submit(actor, slice))
          .thenCompose(
              done -> done ? CompletableFuture.completedFuture(true) : advance(actor, fiber));
    } catch (RejectedExecutionException closed) {
      return CompletableFuture.failedFuture(closed);
    }
  }

  @Override
  public Run start(Script script, RunRequest request) {
    JobRun run =
        new JobRun(
            request,
            libraries,
            bodies,
            fibers,
            workers,
            timer,
            clock,
            nestingLimit,
            counts,
            runs::remove);
    runs.add(run);
    try {
      run.start((CompiledScript) script);
    } catch (RejectedExecutionException closed) {
      runs.remove(run);
      throw closed;
    }
    return run;
  }

  @Override
  public EngineStatistics statistics() {
    return new EngineStatistics(
        cache.misses(),
        cache.hits(),
        cache.bytes(),
        counts.audits(),
        counts.faults(),
        counts.tainted());
  }

  /** How many runs have not ended. */
  public int running() {
    return runs.size();
  }

  @Override
  public void close() {
    runs.forEach(JobRun::cancel);
    workers.close();
    // After the workers, so that no script meets a timer that takes nothing any more.
    timer.shutdownNow();
    // What the workers did not come to any more ends here.
    runs.forEach(JobRun::abandon);
  }
}
