package dev.tidegate.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the meters. */
@Configuration(proxyBeanMethods = false)
class TelemetryConfiguration {

  @Bean
  RunMetrics runMetrics(MeterRegistry registry) {
    return new RunMetrics(registry);
  }

  @Bean
  ConnectionMetrics connectionMetrics(MeterRegistry registry) {
    return new ConnectionMetrics(registry);
  }
}
