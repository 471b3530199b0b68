package dev.tidegate.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
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
  LimitMetrics limitMetrics(ListableBeanFactory beans) {
    return new LimitMetrics(beans);
  }

  @Bean
  ConnectionMetrics connectionMetrics(MeterRegistry registry) {
    return new ConnectionMetrics(registry);
  }
}
