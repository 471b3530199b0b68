package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.egress.Proxy;
import dev.tidegate.egress.TargetUrl;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.Dialer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dials through an HTTP proxy. */
@ExtendWith(DialerExtension.class)
class ProxyTest {

  private static final Duration TIME = Duration.ofSeconds(20);

  private static InetSocketAddress named(String host, int port) throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}), port);
  }

  private static Proxy proxy(int... ports) throws UnknownHostException {
    return proxy(null, ports);
  }

  private static Proxy proxy(Proxy.@Nullable Credentials credentials, int... ports)
      throws UnknownHostException {
    InetSocketAddress[] addresses = new InetSocketAddress[ports.length];
    for (int i = 0; i < ports.length; i++) {
      addresses[i] = named("proxy.test", ports[i]);
    }
    return new Proxy(List.of(addresses), credentials);
  }

  private static DialRequest request(Proxy proxy, Duration timeout, InetSocketAddress... targets) {
    return new DialRequest(
        new TargetUrl(TargetUrl.Scheme.WS, "peer.test", targets[0].getPort(), "/", null),
        Arrays.asList(targets),
        Map.of(),
        List.of(),
        timeout,
        Client.DEFAULTS,
        proxy);
  }

  private static Dialer.Outcome.Failed failure(Dialer dialer, DialRequest request)
      throws Exception {
    return (Dialer.Outcome.Failed) Client.get(dialer.dial(request, new Client()).outcome());
  }

  private static int closedPort() throws IOException {
    try (ServerSocket reserved = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return reserved.getLocalPort();
    }
  }

  @Test
  void the_proxy_is_asked_for_the_address_and_the_peer_for_the_name(Dialer dialer)
      throws Exception {
    try (ConnectProxy proxy = ConnectProxy.open();
        RawPeer peer =
            RawPeer.upgraded(session -> {
              assertThat(session.requestLine()).isEqualTo("GET / HTTP/1.1");
              assertThat(session.headers().get("host")).startsWith("peer.test:");
              assertThat(session.headers()).doesNotContainKey("proxy-authorization");
              session.text("hello");
              assertThat(session.readFrame().text()).isEqualTo("hi");
            })) {
      Proxy.Credentials credentials = new Proxy.Credentials("tide", "gate");
      Client client =
          Client.connect(
              dialer,
              request(proxy(credentials, proxy.port()), TIME, named("peer.test", peer.port())));
      assertThat(client.receive().text()).isEqualTo("hello");
      client.send("hi");
      peer.finish();
      assertThat(proxy.requests())
          .singleElement()
          .satisfies(lines ->
              assertThat(lines)
                  .containsExactlyInAnyOrder(
                      "CONNECT 127.0.0.1:" + peer.port() + " HTTP/1.1",
                      "host: 127.0.0.1:" + peer.port(),
                      "proxy-authorization: Basic dGlkZTpnYXRl"));
    }
  }

  @Test
  void an_ipv6_address_stands_in_brackets(Dialer dialer) throws Exception {
    InetSocketAddress target =
        new InetSocketAddress(
            InetAddress.getByAddress(
                "peer.test", InetAddress.ofLiteral("2001:db8::1").getAddress()),
            8443);
    try (ConnectProxy proxy = new ConnectProxy(request -> "HTTP/1.1 502 Bad Gateway\r\n\r\n")) {
      failure(dialer, request(proxy(proxy.port()), TIME, target));

      assertThat(proxy.requests())
          .singleElement()
          .satisfies(lines ->
              assertThat(lines)
                  .contains("CONNECT [2001:db8::1]:8443 HTTP/1.1")
                  .noneMatch(line -> line.startsWith("proxy-authorization")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HTTP/1.1 403 Forbidden\\r\\nContent-Length: 0\\r\\n\\r\\n          | status: 403 Forbidden
          HTTP/1.1 407 Who are you\\r\\nContent-Length: 2\\r\\n\\r\\nno        | status: 407 Who are you
          HTTP/1.1 302 Found\\r\\nLocation: http://127.0.0.1/\\r\\n\\r\\n      | status: 302 Found
          HTTP/1.1 500 Oops\\r\\nX: y\\r\\n                                    | disconnected
          SSH-2.0-OpenSSH_9.6\\r\\n\\r\\n                                      | status: 999
          """)
  void what_the_proxy_refuses_is_unreachable_and_operators_read_why(
      String answer, String reason, Dialer dialer) throws Exception {
    String bytes = answer.replace("\\r\\n", "\r\n");
    try (ConnectProxy proxy = new ConnectProxy(request -> bytes)) {
      Dialer.Outcome.Failed failed =
          failure(dialer, request(proxy(proxy.port()), TIME, named("peer.test", 9)));

      assertThat(failed.cause()).isEqualTo("host unreachable");
      assertThat(failed.detail()).contains("127.0.0.1:9 through", "proxy: ", reason);
    }
  }

  @Test
  void a_proxy_that_is_silent_costs_no_more_than_the_dial_has(Dialer dialer) throws Exception {
    try (ConnectProxy proxy = new ConnectProxy(request -> "")) {
      Dialer.Outcome.Failed failed =
          failure(
              dialer, request(proxy(proxy.port()), Duration.ofMillis(100), named("peer.test", 9)));

      assertThat(failed.cause()).isEqualTo("timeout");
      assertThat(proxy.requests()).hasSize(1);
    }
  }

  @Test
  void a_proxy_that_is_not_there_is_an_ordinary_failure(Dialer dialer) throws Exception {
    Dialer.Outcome.Failed failed =
        failure(dialer, request(proxy(closedPort()), TIME, named("peer.test", 9)));

    assertThat(failed.cause()).isEqualTo("host unreachable");
    assertThat(failed.detail()).contains("through proxy.test/127.0.0.1:").endsWith(" refused");
  }

  @Test
  void the_proxys_next_address_and_then_the_targets_next_are_tried(Dialer dialer) throws Exception {
    try (RawPeer peer = RawPeer.upgraded(session -> session.text("second"));
        ConnectProxy proxy =
            new ConnectProxy(request ->
                request.getFirst().contains("127.0.0.1:9 ")
                    ? "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"
                    : ConnectProxy.OPEN)) {
      Client client =
          Client.connect(
              dialer,
              request(
                  proxy(closedPort(), proxy.port()),
                  TIME,
                  named("peer.test", 9),
                  named("peer.test", peer.port())));

      assertThat(client.receive().text()).isEqualTo("second");
      assertThat(proxy.requests())
          .extracting(List::getFirst)
          .containsExactly(
              "CONNECT 127.0.0.1:9 HTTP/1.1", "CONNECT 127.0.0.1:" + peer.port() + " HTTP/1.1");
    }
  }

  @Test
  void a_dial_through_a_proxy_can_be_cancelled(Dialer dialer) throws Exception {
    try (ConnectProxy proxy = new ConnectProxy(request -> "")) {
      Dialer.Dial dial =
          dialer.dial(
              request(proxy(proxy.port()), Duration.ZERO, named("peer.test", 9)), new Client());
      dial.cancel(Client.GIVEN_UP);

      assertThat(Client.get(dial.outcome())).isEqualTo(Client.CANCELLED);
    }
  }

  @Test
  void properties_of_the_jvm_name_no_proxy(Dialer dialer) throws Exception {
    Map<String, @Nullable String> before = new HashMap<>();
    try (ConnectProxy proxy = ConnectProxy.open();
        RawPeer peer = RawPeer.upgraded(session -> session.text("direct"))) {
      for (String kind : List.of("http.proxy", "https.proxy", "socksProxy")) {
        before.put(kind + "Host", System.setProperty(kind + "Host", "127.0.0.1"));
        before.put(kind + "Port", System.setProperty(kind + "Port", String.valueOf(proxy.port())));
      }
      Client client = Client.connect(dialer, Client.request(peer.port()));

      assertThat(client.receive().text()).isEqualTo("direct");
      assertThat(proxy.requests()).isEmpty();
    } finally {
      before.forEach((name, value) -> {
        if (value == null) {
          System.clearProperty(name);
        } else {
          System.setProperty(name, value);
        }
      });
    }
  }
}
