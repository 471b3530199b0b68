package dev.tidegate.cli;

import dev.tidegate.job.RunAttributes;
import dev.tidegate.lua.LuaEngine;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.policy.Actor;
import dev.tidegate.security.JobContext;
import java.util.List;
import java.util.Map;
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

  /** What modules ask to know on whose behalf, and as part of which job, they act. */
  @Bean
  RunAttributes runAttributes() {
    return submission ->
        Map.of(
            Actor.class,
            submission.actor(),
            JobContext.class,
            JobContext.of(submission.name(), submission.labels()));
  }
}
