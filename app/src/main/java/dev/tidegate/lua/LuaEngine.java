package dev.tidegate.lua;

import java.util.concurrent.CompletionStage;

/**
 * Compiles and runs Lua scripts, each run in a context of its own, on threads that belong to the
 * engine.
 *
 * <p>Nothing outside the {@code lua} packages knows how scripts are executed; this interface is the
 * whole of it. All methods may be called from any thread and none of them blocks.
 */
public interface LuaEngine extends AutoCloseable {

  /**
   * Compiles a script on one of the engine's own threads, or finds it among those that it has
   * compiled before.
   *
   * @param actor whose turn among the waiting work this takes; see {@link RunRequest#actor()}
   * @param chunkName the name that positions in messages carry, as in {@code chunkName:line:
   *     message}
   * @param source the script's bytes; text only, a binary chunk is {@link Compilation.Rejected}
   */
  CompletionStage<Compilation> compile(String actor, String chunkName, byte[] source);

  /**
   * Starts a run of the script in a fresh context and returns at once.
   *
   * @throws java.util.concurrent.RejectedExecutionException after {@link #close()}
   */
  Run start(Script script, RunRequest request);

  /** What it has done so far. */
  EngineStatistics statistics();

  /** Cancels every run and stops the engine's threads. Calling it again does nothing. */
  @Override
  void close();
}
