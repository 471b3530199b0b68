package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.egress.Cidr;
import dev.tidegate.job.ByteSize;
import dev.tidegate.websocket.WebSocketSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedPropertiesTest {

  @Test
  void connections_are_as_the_websocket_specification_says() {
    WebSocketProperties shipped = ShippedProperties.of(WebSocketProperties.class);

    assertThat(shipped.settings())
        .isEqualTo(
            new WebSocketSettings(
                Duration.ofSeconds(30), 16 << 20, 32, 1 << 20, 256 << 10, Duration.ofSeconds(5)));
  }

  @Test
  void only_public_addresses_are_allowed() {
    EgressProperties shipped = ShippedProperties.of(EgressProperties.class);

    assertThat(shipped).isEqualTo(new EgressProperties(List.of(), 32, 1024));
    assertThat(shipped.allowing(List.of(Cidr.of("10.0.0.0/8"))))
        .isEqualTo(new EgressProperties(List.of(Cidr.of("10.0.0.0/8")), 32, 1024));
  }

  @Test
  void scripts_are_in_utc() {
    assertThat(ShippedProperties.of(EngineProperties.class).timeZone()).isEqualTo(ZoneId.of("UTC"));
  }

  @Test
  void what_is_out_of_range_is_refused_at_the_start() {
    Duration time = Duration.ofSeconds(1);
    ByteSize size = new ByteSize(1);

    assertThatThrownBy(() -> new WebSocketProperties(time, size, 0, size, size, time))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new WebSocketProperties(time, new ByteSize((128 << 20) + 1), 1, size, size, time))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WebSocketProperties(time, size, 10_001, size, size, time))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EgressProperties(List.of(), 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EgressProperties(List.of(), 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
