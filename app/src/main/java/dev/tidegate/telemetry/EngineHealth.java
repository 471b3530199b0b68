package dev.tidegate.telemetry;

import dev.tidegate.lua.LuaEngine;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Takes a node out of service whose JVM has met an error that it may not have got over. What runs
 * there ends as it would; a restart puts it right.
 */
final class EngineHealth implements HealthIndicator {

  private final LuaEngine engine;

  EngineHealth(LuaEngine engine) {
    this.engine = engine;
  }

  @Override
  public Health health() {
    return engine.statistics().tainted() ? Health.outOfService().build() : Health.up().build();
  }
}
