package dev.tidegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.env.MockEnvironment;

/** When there are traces at all. */
class TraceExportTest {

  private static final String TRACES =
      "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration";
  private static final String SDK =
      "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration";
  private static final String OTHER =
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration";

  private static TraceExport to(String endpoint) {
    TraceExport export = new TraceExport();
    export.setEnvironment(new MockEnvironment().withProperty(TraceExport.ENDPOINT, endpoint));
    return export;
  }

  @Test
  void without_an_address_nothing_of_traces_is_there_and_all_else_is() {
    TraceExport export = to("");

    assertThat(export.keeps(TRACES)).isFalse();
    assertThat(export.keeps(SDK)).isFalse();
    assertThat(export.keeps(OTHER)).isTrue();
    assertThat(export.keeps(null)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://collector:4318/v1/traces", "https://[::1]/otlp"})
  void with_an_address_it_is_there(String endpoint) {
    assertThat(List.of(TRACES, SDK, OTHER)).allMatch(to(endpoint)::keeps);
  }

  @ParameterizedTest
  @ValueSource(strings = {"collector:4318", "ftp://collector/v1/traces", "http://", "http://a b"})
  void what_is_no_address_refuses_the_start(String endpoint) {
    assertThatThrownBy(() -> to(endpoint))
        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
        .hasMessageContaining(TraceExport.ENDPOINT);
  }
}
