package dev.tidegate.cli;

import dev.tidegate.lua.LuaEngine;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.fiber.FiberSupport;
import dev.tidegate.lua.fiber.LuaWorkers;
import dev.tidegate.lua.fiber.Poller;
import dev.tidegate.lua.lib.StandardLibrary;
import dev.tidegate.lua.module.BuiltInModules;
import dev.tidegate.lua.module.JsonCodec;
import dev.tidegate.lua.task.EngineSettings;
import dev.tidegate.lua.task.JobEngine;
import dev.tidegate.lua.vm.Libraries;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the engine together; the service and the command line have the same one. */
final class EngineAssembly {

  private static final Logger LOG = LoggerFactory.getLogger(EngineAssembly.class);

  private EngineAssembly() {}

  /**
   * Starts an engine with the standard library, the modules that need nothing else, and these.
   *
   * @param properties its threads
   * @param modules what scripts can reach besides
   * @param pollers what the workers attend to besides
   */
  static LuaEngine start(
      EngineProperties properties, List<LuaModule> modules, Poller.Factory pollers) {
    FiberSupport support = FiberSupport.choose(properties.fibers());
    if (support.fallbackReason() != null) {
      LOG.warn("{}", support.fallbackReason());
    }
    // Normalized, so that UTC by any name is the one that libraries know as such.
    Clock clock = Clock.system(properties.timeZone().normalized());
    StandardLibrary standard = new StandardLibrary(clock);
    Map<String, LuaModule> all = new HashMap<>();
    add(all, standard.modules());
    add(all, BuiltInModules.all(clock));
    add(all, modules);
    LuaWorkers workers =
        new LuaWorkers(
            properties.workerCount(),
            properties.stack().bytes(),
            (thread, fault) -> LOG.error("A slice on {} failed", thread.getName(), fault),
            pollers);
    return new JobEngine(
        new Libraries(all, standard::installBase, standard.stringMetatable()),
        new JsonCodec(),
        support.fibers(),
        workers,
        new EngineSettings(
            properties.stack().bytes(), properties.scriptCache().bytes(), properties.compileTime()),
        Clock.systemUTC());
  }

  private static void add(Map<String, LuaModule> all, List<LuaModule> modules) {
    for (LuaModule module : modules) {
      if (all.put(module.name(), module) != null) {
        throw new IllegalStateException("two modules are called " + module.name());
      }
    }
  }
}
