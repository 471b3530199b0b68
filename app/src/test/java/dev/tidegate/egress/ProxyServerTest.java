package dev.tidegate.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyServerTest {

  @ParameterizedTest
  @CsvSource({
    "http://proxy.example.com:3128, proxy.example.com, 3128",
    "http://Proxy.Example.com:3128/, proxy.example.com, 3128",
    "http://10.0.0.1:80, 10.0.0.1, 80",
    "http://[fd00::1]:8080, fd00::1, 8080",
  })
  void reads_a_url(String text, String host, int port) {
    ProxyServer server = ProxyServer.of(text);

    assertThat(server).isEqualTo(new ProxyServer(host, port));
    assertThat(ProxyServer.of(server.toString())).isEqualTo(server);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          proxy.example.com:3128          | write it like http://proxy.example.com:3128
          https://proxy.example.com:3128  | write it like http://proxy.example.com:3128
          socks5://proxy.example.com:1080 | write it like http://proxy.example.com:3128
          http://proxy.example.com        | write it like http://proxy.example.com:3128
          http://proxy.example.com:       | the port must be a decimal number from 1 to 65535
          http://proxy.example.com:0      | the port must be a decimal number from 1 to 65535
          http://proxy.example.com:65536  | the port must be a decimal number from 1 to 65535
          http://proxy.example.com:80/a   | write it like http://proxy.example.com:3128
          http://proxy.example.com:80?a   | the port must be a decimal number from 1 to 65535
          http://:3128                    | the host is empty
          http://127.1:3128               | four decimal numbers
          http://fd00::1:8080             | an IPv6 address needs brackets
          http://[fd00::1]                | write it like http://proxy.example.com:3128
          ''                              | write it like http://proxy.example.com:3128
          """)
  void says_what_would_be_right(String text, String advice) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxyServer.of(text))
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining(advice);
  }

  @Test
  void never_repeats_a_password() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxyServer.of("http://user:secret@proxy.example.com:3128"))
        .withMessageContaining("properties of their own")
        .withMessageNotContaining("secret");
    assertThat(new Proxy.Credentials("user", "secret").toString()).doesNotContain("secret");
    assertThat(
            new Proxy(List.of(new InetSocketAddress(80)), new Proxy.Credentials("user", "secret"))
                .toString())
        .doesNotContain("secret");
  }

  @Test
  void is_never_made_of_anything_else() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ProxyServer("Proxy", 80));
    assertThatIllegalArgumentException().isThrownBy(() -> new ProxyServer("a b", 80));
    assertThatIllegalArgumentException().isThrownBy(() -> new ProxyServer("proxy", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Proxy.Credentials("a:b", "c"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Proxy(List.of(), null));
  }
}
