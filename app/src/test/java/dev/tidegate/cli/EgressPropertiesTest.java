package dev.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.egress.ProxyServer;
import dev.tidegate.websocket.HandshakeSecrets.Plaintext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPropertiesTest {

  private static EgressProperties through(String proxy) {
    return new EgressProperties(
        List.of(), ProxyServer.of(proxy), null, null, 1, 1, 1, Duration.ofSeconds(1), 1);
  }

  @Test
  void secrets_may_go_unencrypted_to_the_own_machine() {
    assertThat(ShippedProperties.of(EgressProperties.class).plaintextOfSecrets(false))
        .isEqualTo(Plaintext.LOOPBACK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://proxy.example.com:3128", "http://127.0.0.1:3128"})
  void through_a_proxy_nothing_is_on_the_own_machine(String proxy) {
    assertThat(through(proxy).plaintextOfSecrets(false)).isEqualTo(Plaintext.NOWHERE);
  }

  @Test
  void an_operator_may_allow_it_everywhere() {
    assertThat(through("http://proxy.example.com:3128").plaintextOfSecrets(true))
        .isEqualTo(Plaintext.ANYWHERE);
  }
}
