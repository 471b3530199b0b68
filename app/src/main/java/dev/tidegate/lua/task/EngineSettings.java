package dev.tidegate.lua.task;

import java.time.Duration;

/**
 * What an engine may take for itself.
 *
 * @param workerStackBytes the stack size of each worker
 * @param scriptCacheBytes what the compiled scripts that are kept may take; 0 keeps none
 * @param compileTime processor time after which a script is refused that still compiles; positive
 */
public record EngineSettings(long workerStackBytes, long scriptCacheBytes, Duration compileTime) {

  /** Checks the ranges. */
  public EngineSettings {
    if (workerStackBytes < 1 || scriptCacheBytes < 0 || !compileTime.isPositive()) {
      throw new IllegalArgumentException(
          "stack and compile time must be positive, the script cache not negative");
    }
  }
}
