package dev.tidegate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.job.ByteSize;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

class AuditPropertiesTest {

  private static AuditProperties bind(Map<String, String> properties) {
    ApplicationConversionService conversion = new ApplicationConversionService();
    conversion.addConverter(String.class, ByteSize.class, ByteSize::parse);
    return new Binder(
            List.of(new MapConfigurationPropertySource(properties)), null, conversion, null)
        .bindOrCreate("tidegate.audit", Bindable.of(AuditProperties.class));
  }

  @Test
  void everything_has_a_default() {
    AuditProperties defaults = bind(Map.of());

    assertThat(defaults.file()).isNull();
    assertThat(defaults.allowSample()).isEqualTo(1);
    assertThat(defaults.keepCount()).isEqualTo(10_000);
  }

  @ParameterizedTest
  @CsvSource({
    "file-size, 1KiB",
    "file-total, 1MiB",
    "file-days, 0",
    "keep-count, -1",
    "keep-count, 1000001",
    "keep-time, 0s",
    "allow-sample, -0.1",
    "allow-sample, 1.1",
    "allow-sample, NaN",
    "lines-per-minute, 0",
    "queue, 63",
    "queue, 1000001",
  })
  void what_is_out_of_range_is_named(String property, String value) {
    assertThatThrownBy(() -> bind(Map.of("tidegate.audit." + property, value)))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining(property);
  }
}
