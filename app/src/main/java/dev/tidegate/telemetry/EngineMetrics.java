package dev.tidegate.telemetry;

import dev.tidegate.lua.EngineStatistics;
import dev.tidegate.lua.LuaEngine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Shows what the engine counts. */
final class EngineMetrics implements MeterBinder {

  private final LuaEngine engine;

  EngineMetrics(LuaEngine engine) {
    this.engine = engine;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    meters.count(MeterName.SCRIPTS, engine, e -> e.statistics().scriptsCompiled(), "compiled");
    meters.count(MeterName.SCRIPTS, engine, e -> e.statistics().scriptsReused(), "reused");
    meters.count(MeterName.MEMORY_AUDITS, engine, e -> e.statistics().memoryAudits());
    meters.count(MeterName.FAULTS, engine, e -> e.statistics().faults());
    meters.gauge(MeterName.SCRIPT_CACHE_SIZE, () -> statistics().scriptCacheBytes());
  }

  private EngineStatistics statistics() {
    return engine.statistics();
  }
}
