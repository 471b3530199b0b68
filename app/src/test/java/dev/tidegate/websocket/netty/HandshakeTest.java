package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.websocket.ConnectFailure;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.Dialer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DialerExtension.class)
class HandshakeTest {

  @Test
  void the_request_is_what_the_rfc_asks_for_and_carries_headers_and_protocols(Dialer dialer)
      throws Exception {
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          assertThat(session.requestLine()).isEqualTo("GET / HTTP/1.1");
          assertThat(session.headers())
              .containsEntry("upgrade", "websocket")
              .containsEntry("connection", "Upgrade")
              .containsEntry("sec-websocket-version", "13")
              .containsEntry("sec-websocket-protocol", "graphql-ws, chat")
              .containsEntry("authorization", "Bearer abc")
              .hasEntrySatisfying("host", host -> assertThat(host).startsWith("localhost:"))
              .doesNotContainKeys("origin", "sec-websocket-extensions");
          session.sendText(session.answer("Sec-WebSocket-Protocol: chat"));
        })) {
      Dialer.Outcome outcome =
          Client.get(
              dialer
                  .dial(
                      Client.request(
                          peer.port(),
                          Client.DEFAULTS,
                          Map.of("Authorization", "Bearer abc"),
                          List.of("graphql-ws", "chat"),
                          Duration.ofSeconds(20)),
                      new Client())
                  .outcome());
      peer.finish();
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Dialer.Outcome.Connected.class,
              connected -> {
                assertThat(connected.protocol()).isEqualTo("chat");
                assertThat(connected.timings().connect()).isPositive();
                assertThat(connected.timings().tls()).isZero();
                assertThat(connected.timings().upgrade()).isPositive();
              });
    }
  }

  @Test
  void a_silent_peer_fails_the_dial_when_its_time_is_over(Dialer dialer) throws Exception {
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          assertThat(session.readsEnd()).isTrue();
        })) {
      assertThat(
              Client.failure(
                  dialer,
                  Client.request(
                      peer.port(), Client.DEFAULTS, Map.of(), List.of(), Duration.ofMillis(50))))
          .isEqualTo("timeout");
    }
  }

  @Test
  void a_port_where_nobody_listens_refuses(Dialer dialer) throws Exception {
    int port;
    try (ServerSocket reserved = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = reserved.getLocalPort();
    }
    assertThat(Client.get(dialer.dial(Client.request(port), new Client()).outcome()))
        .isEqualTo(
            new Dialer.Outcome.Failed(
                ConnectFailure.TCP,
                "host unreachable",
                "localhost/127.0.0.1:" + port + ": connection refused",
                null));
  }

  @Test
  void a_dial_can_be_cancelled(Dialer dialer) throws Exception {
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          assertThat(session.readsEnd()).isTrue();
        })) {
      Dialer.Dial dial = dialer.dial(Client.request(peer.port()), new Client());
      dial.cancel(Client.GIVEN_UP);
      assertThat(Client.get(dial.outcome())).isEqualTo(Client.CANCELLED);
    }
  }

  @Test
  void cancelling_after_the_connection_was_made_closes_it(Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> assertThat(session.readClose().closeCode()).isEqualTo(1001))) {
      Dialer.Dial dial = dialer.dial(Client.request(peer.port()), new Client());
      assertThat(Client.get(dial.outcome())).isInstanceOf(Dialer.Outcome.Connected.class);
      dial.cancel(Client.GIVEN_UP);
      peer.finish();
    }
  }

  @Test
  void the_next_address_is_tried_where_one_refuses(Dialer dialer) throws Exception {
    try (RawPeer peer = RawPeer.upgraded(session -> session.text("second"))) {
      var first = Client.request(peer.port());
      var request =
          new DialRequest(
              first.url(),
              List.of(
                  new InetSocketAddress(InetAddress.getByName("127.0.0.2"), peer.port()),
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), peer.port())),
              Map.of(),
              List.of(),
              Duration.ofSeconds(20),
              Client.DEFAULTS);
      assertThat(Client.connect(dialer, request).receive().text()).isEqualTo("second");
    }
  }
}
