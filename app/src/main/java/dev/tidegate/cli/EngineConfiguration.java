package dev.tidegate.cli;

import dev.tidegate.lua.LuaEngine;
import dev.tidegate.lua.LuaModule;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the engine. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineProperties.class)
class EngineConfiguration {

  @Bean(destroyMethod = "close")
  LuaEngine luaEngine(
      EngineProperties properties, List<LuaModule> modules, OutboundNetwork network) {
    return EngineAssembly.start(properties, modules, network.pollers());
  }
}
