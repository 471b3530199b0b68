package dev.tidegate.cli;

import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.lua.fiber.LuaWorkers;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How scripts are executed.
 *
 * @param workers how many threads run Lua, at least 1; as many as there are processors when not set
 * @param fibers what tasks are made of; {@code auto} is right, the others are for comparing
 */
@ConfigurationProperties("tidegate.engine")
record EngineProperties(@Nullable Integer workers, @DefaultValue("auto") FiberChoice fibers) {

  /** Checks the range. */
  EngineProperties {
    if (workers != null && workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1");
    }
  }

  /** The threads to start. */
  int workerCount() {
    return workers == null ? LuaWorkers.defaultCount() : workers;
  }
}
