package dev.tidegate.job;

import dev.tidegate.lua.LuaEngine;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import tools.jackson.databind.json.JsonMapper;

/** Wires the running of jobs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  KeptJobsProperties.class,
  LimitsProperties.class,
  RunProperties.class
})
public class JobConfiguration {

  @Bean
  Capacity capacity(RunProperties run) {
    return run.capacity();
  }

  @Bean
  ActiveRuns activeRuns() {
    return new ActiveRuns();
  }

  @Bean
  AttemptEvents attemptEvents() {
    return new AttemptEvents();
  }

  @Bean
  Drain drain() {
    return new Drain();
  }

  @Bean
  JobRunner jobRunner(
      LuaEngine engine,
      Capacity capacity,
      RunProperties run,
      RunAttributes attributes,
      List<JobListener> listeners,
      ActiveRuns active,
      IntakeGate gate) {
    InstantSource clock = InstantSource.system();
    return new JobRunner(
        new ScriptRunner(engine, attributes, listeners, clock),
        capacity.places(run.maxConcurrent()),
        active,
        gate,
        clock,
        new SecureRandom());
  }

  @Bean
  AttemptRunner attemptRunner(
      LuaEngine engine,
      RunAttributes attributes,
      List<JobListener> listeners,
      JobStore store,
      NodeId node,
      ActiveRuns active,
      AttemptEvents events,
      List<AttemptListener> attemptListeners,
      SharedClock clock,
      JsonMapper json) {
    return new AttemptRunner(
        new ScriptRunner(engine, attributes, listeners, clock),
        store,
        node,
        active,
        events,
        attemptListeners,
        clock,
        json);
  }

  @Bean
  Budget runBudget(LimitsProperties limits, RunProperties run) {
    return new Budget(
        limits.source(),
        limits.range().wallTimeAtMost(run.maxWallTime()).memoryAtMost(run.memory()));
  }

  @Bean
  Budget jobBudget(LimitsProperties limits, RunProperties run) {
    return new Budget(limits.source(), limits.range().memoryAtMost(run.memory()));
  }

  @Bean
  JobIntake jobIntake(LuaEngine engine, JobStore store, ObjectProvider<IntakeGate> gate) {
    return new JobIntake(
        engine,
        store,
        gate.getIfAvailable(() -> IntakeGate.OPEN),
        InstantSource.system(),
        new SecureRandom());
  }

  /** Lets configuration write sizes as the API does. */
  @Bean
  @ConfigurationPropertiesBinding
  static SizeConverter sizeConverter() {
    return new SizeConverter();
  }

  /** A class and not a lambda, because Spring reads the types from it. */
  static final class SizeConverter implements Converter<String, ByteSize> {

    @Override
    public ByteSize convert(String text) {
      return ByteSize.parse(text);
    }
  }
}
