package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.Dialer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(DialerExtension.class)
class HandshakeTest {

  static Stream<Arguments> refusals() {
    return Stream.of(
        answer(
            "wrong accept",
            s -> s.answer().replace(s.acceptValue(), "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            "wrong Sec-WebSocket-Accept"),
        answer(
            "no accept",
            s -> s.answer().replaceAll("Sec-WebSocket-Accept: .*\r\n", ""),
            "wrong Sec-WebSocket-Accept"),
        answer(
            "accept twice",
            s -> s.answer("Sec-WebSocket-Accept: " + s.acceptValue()),
            "wrong Sec-WebSocket-Accept"),
        answer(
            "no upgrade",
            s -> s.answer().replace("Upgrade: websocket\r\n", ""),
            "lacks Upgrade: websocket"),
        answer(
            "another upgrade",
            s -> s.answer().replace("Upgrade: websocket", "Upgrade: h2c"),
            "lacks Upgrade: websocket"),
        answer(
            "no connection header",
            s -> s.answer().replace("Connection: Upgrade\r\n", ""),
            "lacks Connection: Upgrade"),
        answer(
            "HTTP/1.0",
            s -> s.answer().replace("HTTP/1.1", "HTTP/1.0"),
            "bad handshake: the answer is not HTTP/1.1"),
        answer(
            "protocol that was not offered",
            s -> s.answer("Sec-WebSocket-Protocol: mqtt"),
            "a subprotocol that was not offered"),
        answer(
            "protocol in another case",
            s -> s.answer("Sec-WebSocket-Protocol: CHAT"),
            "a subprotocol that was not offered"),
        answer(
            "extension that was not offered",
            s -> s.answer("Sec-WebSocket-Extensions: permessage-deflate"),
            "an extension that was not offered"),
        answer(
            "redirect",
            s -> "HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
            "expected status 101 but got 302"),
        answer(
            "refusal with a body",
            s -> "HTTP/1.1 401 Unauthorized\r\nContent-Length: 13\r\n\r\ntoken expired",
            "expected status 101 but got 401 (token expired)"),
        answer(
            "page instead of an upgrade",
            s -> "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>",
            "expected status 101 but got 200"),
        answer(
            "body without end",
            s -> "HTTP/1.1 500 Oops\r\n\r\n" + "x".repeat(3000),
            "expected status 101 but got 500 (" + "x".repeat(200) + "...)"),
        answer("something else than HTTP", s -> "SSH-2.0-OpenSSH_9.6\r\n\r\n", "not HTTP"),
        answer(
            "endless header",
            s -> "HTTP/1.1 101 Switching Protocols\r\nX: " + "x".repeat(100_000) + "\r\n\r\n",
            "not HTTP"));
  }

  private static Arguments answer(
      String name, Function<RawPeer.Session, String> answer, String cause) {
    return Arguments.of(name, answer, cause);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void an_answer_that_is_no_proper_upgrade_fails_the_dial(
      String name, Function<RawPeer.Session, String> answer, String cause, Dialer dialer)
      throws Exception {
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          try {
            session.sendText(answer.apply(session));
            session.readsEnd();
          } catch (IOException reset) {
            // The client has left in the middle of what it would not read.
          }
        })) {
      String failure =
          Client.failure(
              dialer,
              Client.request(
                  peer.port(), Client.DEFAULTS, Map.of(), List.of("chat"), Duration.ofSeconds(20)));
      assertThat(failure).endsWith(cause);
      peer.finish();
    }
  }

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
  void a_peer_may_choose_no_protocol_and_write_header_names_as_it_likes(Dialer dialer)
      throws Exception {
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          session.sendText(
              "HTTP/1.1 101 Sure\r\nupgrade: WebSocket\r\n"
                  + "CONNECTION: keep-alive, upgrade\r\nsec-websocket-accept:   "
                  + session.acceptValue()
                  + "  \r\n\r\n");
          session.text("here");
          assertThat(session.readsEnd()).isFalse();
        })) {
      Client client =
          Client.connect(
              dialer,
              Client.request(
                  peer.port(), Client.DEFAULTS, Map.of(), List.of("chat"), Duration.ZERO));
      assertThat(client.receive().text()).isEqualTo("here");
      client.send("done");
      peer.finish();
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
  void a_peer_that_trickles_its_answer_gets_no_more_time(Dialer dialer) throws Exception {
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          try {
            for (int i = 0; i < 10_000; i++) {
              session.sendText(i == 0 ? "HTTP/1.1 101 " : "x");
              Thread.sleep(5);
            }
          } catch (IOException left) {
            return;
          }
          throw new AssertionError("the client waited");
        })) {
      assertThat(
              Client.failure(
                  dialer,
                  Client.request(
                      peer.port(), Client.DEFAULTS, Map.of(), List.of(), Duration.ofMillis(200))))
          .isEqualTo("timeout");
      peer.finish();
    }
  }

  @Test
  void a_peer_that_hangs_up_fails_the_dial(Dialer dialer) throws Exception {
    try (RawPeer peer = new RawPeer(RawPeer.Session::readRequest)) {
      assertThat(Client.failure(dialer, Client.request(peer.port())))
          .isEqualTo("connection lost during the handshake");
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
                "host unreachable", "localhost/127.0.0.1:" + port + ": connection refused"));
  }

  @Test
  void a_dial_can_be_cancelled(Dialer dialer) throws Exception {
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          assertThat(session.readsEnd()).isTrue();
        })) {
      Dialer.Dial dial = dialer.dial(Client.request(peer.port()), new Client());
      dial.cancel();
      assertThat(Client.get(dial.outcome())).isEqualTo(new Dialer.Outcome.Failed("cancelled"));
    }
  }

  @Test
  void cancelling_after_the_connection_was_made_closes_it(Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> assertThat(session.readClose().closeCode()).isEqualTo(1001))) {
      Dialer.Dial dial = dialer.dial(Client.request(peer.port()), new Client());
      assertThat(Client.get(dial.outcome())).isInstanceOf(Dialer.Outcome.Connected.class);
      dial.cancel();
      peer.finish();
    }
  }

  @Test
  void what_comes_in_one_segment_with_the_answer_is_not_lost(Dialer dialer) throws Exception {
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          session.send(
              Frames.join(
                  session.answer().getBytes(StandardCharsets.US_ASCII),
                  Frames.text("one"),
                  Frames.text("two"),
                  Frames.close(1000)));
          assertThat(session.readClose().closeCode()).isEqualTo(1000);
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port()));
      assertThat(client.receive().text()).isEqualTo("one");
      assertThat(client.receive().text()).isEqualTo("two");
      assertThat(client.closure().code().value()).isEqualTo(1000);
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
