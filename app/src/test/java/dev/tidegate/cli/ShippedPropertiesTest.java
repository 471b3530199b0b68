package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.egress.Cidr;
import dev.tidegate.egress.Proxy;
import dev.tidegate.egress.ProxyServer;
import dev.tidegate.egress.Route;
import dev.tidegate.job.ByteSize;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.WebSocketSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShippedPropertiesTest {

  @Test
  void connections_are_as_the_websocket_specification_says() {
    WebSocketProperties shipped = ShippedProperties.of(WebSocketProperties.class);

    assertThat(shipped.settings())
        .isEqualTo(
            new WebSocketSettings(
                Duration.ofSeconds(30), 16 << 20, 32, 1 << 20, 256 << 10, Duration.ofSeconds(5)));
    assertThat(shipped.limits()).isEqualTo(new ConnectionRegistry.Limits(1_000, 20_000));
    assertThat(shipped.trustedCertificates()).isNull();
  }

  @Test
  void only_public_addresses_are_allowed() {
    EgressProperties shipped = ShippedProperties.of(EgressProperties.class);

    assertThat(shipped)
        .isEqualTo(
            new EgressProperties(
                List.of(), null, null, null, 32, 1024, 16, Duration.ofSeconds(10), 8));
    assertThat(shipped.route()).isEqualTo(Route.DIRECT);
    assertThat(shipped.allowing(List.of(Cidr.of("10.0.0.0/8"))).allow())
        .containsExactly(Cidr.of("10.0.0.0/8"));
  }

  @Test
  void scripts_are_in_utc() {
    assertThat(ShippedProperties.of(EngineProperties.class).timeZone()).isEqualTo(ZoneId.of("UTC"));
  }

  @Test
  void what_is_out_of_range_is_refused_at_the_start() {
    Duration time = Duration.ofSeconds(1);
    ByteSize size = new ByteSize(1);

    assertThatThrownBy(
            () -> new WebSocketProperties(time, size, 0, size, size, time, 1, 1, false, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new WebSocketProperties(
                time, new ByteSize((128 << 20) + 1), 1, size, size, time, 1, 1, false, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new WebSocketProperties(time, size, 10_001, size, size, time, 1, 1, false, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new WebSocketProperties(time, size, 1, size, size, time, 0, 1, false, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new WebSocketProperties(time, size, 1, size, size, time, 1, 0, false, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static EgressProperties egress(
      @Nullable String proxy, @Nullable String user, @Nullable String password, int... numbers) {
    return new EgressProperties(
        List.of(),
        proxy == null ? null : ProxyServer.of(proxy),
        user,
        password,
        numbers[0],
        numbers[1],
        numbers[2],
        Duration.ofSeconds(numbers[3]),
        numbers[4]);
  }

  @Test
  void numbers_of_look_ups_are_positive() {
    for (int i = 0; i < 5; i++) {
      int[] numbers = {1, 1, 1, 1, 1};
      numbers[i] = 0;
      assertThatIllegalArgumentException().isThrownBy(() -> egress(null, null, null, numbers));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> egress(null, null, null, 1, 1, 1, 1, 101))
        .withMessageContaining("tidegate.egress.max-addresses");
  }

  @Test
  void what_belongs_to_a_proxy_stands_together_and_its_password_is_told_to_nobody() {
    int[] ones = {1, 1, 1, 1, 1};
    EgressProperties complete = egress("http://proxy:3128", "user", "secret", ones);

    assertThat(complete.route())
        .isEqualTo(
            new Route.Through(
                new ProxyServer("proxy", 3128), new Proxy.Credentials("user", "secret")));
    assertThat(complete.toString()).contains("http://proxy:3128").doesNotContain("secret");
    assertThat(egress("http://proxy:3128", null, null, ones).route())
        .isEqualTo(new Route.Through(new ProxyServer("proxy", 3128), null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> egress("http://proxy:3128", "user", null, ones));
    assertThatIllegalArgumentException().isThrownBy(() -> egress(null, "user", "secret", ones));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> egress("http://proxy:3128", "us:er", "secret", ones))
        .withMessageNotContaining("secret");
  }
}
