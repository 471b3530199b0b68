package dev.tidegate.cli;

import dev.tidegate.job.ByteSize;
import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.lua.fiber.LuaWorkers;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How scripts are executed.
 *
 * @param workers how many threads run Lua, at least 1; as many as there are processors when not set
 * @param fibers what tasks are made of; {@code auto} is right, the others are for comparing
 * @param stack of each of these threads, from 1 MiB to 1 GiB; bounds how deeply calls through Java
 *     nest, and takes memory only where it is used
 * @param scriptCache what compiled scripts that are kept for the next job may take; 0 keeps none
 * @param compileTime processor time after which a script is refused that still compiles; positive
 * @param timeZone the zone that scripts are in, such as {@code Europe/Berlin}
 */
@ConfigurationProperties("tidegate.engine")
record EngineProperties(
    @Nullable Integer workers,
    @DefaultValue("auto") FiberChoice fibers,
    @DefaultValue("16MiB") ByteSize stack,
    @DefaultValue("32MiB") ByteSize scriptCache,
    @DefaultValue("2s") Duration compileTime,
    @DefaultValue("UTC") ZoneId timeZone) {

  /** Checks the range. */
  EngineProperties {
    if (workers != null && workers < 1) {
      throw new IllegalArgumentException("tidegate.engine.workers must be at least 1");
    }
    if (!compileTime.isPositive()) {
      throw new IllegalArgumentException("tidegate.engine.compile-time must be positive");
    }
  }

  /** The same with another number of threads. */
  EngineProperties withWorkers(int count) {
    return new EngineProperties(count, fibers, stack, scriptCache, compileTime, timeZone);
  }

  /** The threads to start. */
  int workerCount() {
    return workers == null ? LuaWorkers.defaultCount() : workers;
  }
}
