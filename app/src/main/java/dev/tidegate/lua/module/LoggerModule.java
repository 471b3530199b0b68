package dev.tidegate.lua.module;

import dev.tidegate.lua.LuaModule;
import java.util.Map;

/** The module {@code logger}: an object that writes to the run's log, at levels and with fields. */
final class LoggerModule {

  private LoggerModule() {}

  static LuaModule module() {
    return LuaModule.named("logger").type(Logger.TYPE).build(new Logger("", Map.of()));
  }
}
