package dev.tidegate.telemetry;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.job.ByteSize;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;

class LimitMetricsTest {

  @ConfigurationProperties("tidegate.example")
  record Example(
      Duration readTimeout,
      ByteSize source,
      int jobs,
      @Nullable Integer workers,
      String word,
      @Name("default") Inner inner) {}

  record Inner(long units) {}

  @ConfigurationProperties("spring.example")
  record Foreign(int size) {}

  @Test
  void shows_each_quantity_under_its_property_and_in_its_base_unit() {
    var beans = new DefaultListableBeanFactory();
    beans.registerSingleton(
        "example",
        new Example(
            Duration.ofMillis(1500), new ByteSize(2048), 7, null, "text", new Inner(5_000_000L)));
    beans.registerSingleton("foreign", new Foreign(3));
    var registry = new SimpleMeterRegistry();

    new LimitMetrics(beans).bindTo(registry);

    assertThat(
            registry.find("tidegate.limit").gauges().stream()
                .collect(
                    toMap(
                        gauge ->
                            gauge.getId().getTag("name") + " in " + gauge.getId().getTag("unit"),
                        gauge -> gauge.value())))
        .isEqualTo(
            Map.of(
                "example.read-timeout in seconds", 1.5,
                "example.source in bytes", 2048.0,
                "example.jobs in number", 7.0,
                "example.default.units in number", 5_000_000.0));
  }
}
