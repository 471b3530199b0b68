package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.Dialer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script can't reach, from the call in Lua down to the socket. */
@ExtendWith(DialerExtension.class)
class EgressTest {

  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress PRIVATE = InetAddress.ofLiteral("10.0.0.1");

  /** A port at which nobody may knock. */
  private static ServerSocketChannel forbidden() throws Exception {
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.bind(new InetSocketAddress(HERE, 0));
    channel.configureBlocking(false);
    return channel;
  }

  private static int port(ServerSocketChannel channel) throws Exception {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  @Test
  void a_name_is_asked_for_once_so_that_its_second_answer_can_open_nothing() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (RawPeer peer = RawPeer.upgraded(session -> session.text("the first answer"));
        LuaHarness lua =
            new LuaHarness(name -> List.of(asked.getAndIncrement() == 0 ? HERE : PRIVATE))) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local client = assert(websocket.connect("ws://rebind.test:PORT/"))
                  return client:channel():receive().data
                  """))
          .isEqualTo("\"the first answer\"");
      assertThat(asked).hasValue(1);

      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local _, err = websocket.connect("ws://rebind.test:PORT/")
                  return err:message()
                  """))
          .isEqualTo("\"failed to dial websocket: host unreachable\"");
      assertThat(asked).hasValue(2);
      assertThat(lua.events(ConnectionEvents.Denied.class)).hasSize(1);
    }
  }

  @Test
  void one_private_address_among_the_answers_refuses_all_of_them() throws Exception {
    try (ServerSocketChannel peer = forbidden();
        LuaHarness lua = new LuaHarness(name -> List.of(HERE, PRIVATE))) {
      assertThat(
              lua.run(
                  port(peer),
                  """
                  local _, err = websocket.connect("ws://mixed.test:PORT/")
                  return err:message()
                  """))
          .isEqualTo("\"failed to dial websocket: host unreachable\"");
      assertThat(peer.accept()).isNull();
    }
  }

  @Test
  void private_unresolvable_and_closed_look_alike_to_the_script_and_not_to_operators()
      throws Exception {
    int closed;
    try (ServerSocket reserved = new ServerSocket(0, 1, HERE)) {
      closed = reserved.getLocalPort();
    }
    try (LuaHarness lua = new LuaHarness()) {
      assertThat(
              lua.run(
                  closed,
                  """
                  local seen = {}
                  for i, url in ipairs({ "ws://private.test/", "ws://nowhere.test/", "ws://localhost:PORT/" }) do
                    local client, err = websocket.connect(url)
                    assert(client == nil and err:details() == nil)
                    seen[i] = err:kind() .. "|" .. err:message() .. "|" .. tostring(err:retryable())
                  end
                  assert(seen[1] == seen[2] and seen[2] == seen[3])
                  return seen[1]
                  """))
          .isEqualTo("\"Internal|failed to dial websocket: host unreachable|true\"");
      assertThat(lua.events(ConnectionEvents.Denied.class))
          .extracting(ConnectionEvents.Denied::reason)
          .containsExactly("10.0.0.1 is not public: 10.0.0.0/8 (private use, RFC 1918)");
      assertThat(lua.events(ConnectionEvents.Failed.class))
          .extracting(ConnectionEvents.Failed::detail)
          .containsExactly(
              "no address for nowhere.test: nowhere.test",
              "localhost/127.0.0.1:" + closed + ": connection refused");
      assertThat(lua.events(ConnectionEvents.Failed.class))
          .extracting(ConnectionEvents.Failed::number)
          .containsExactly(2, 3);
    }
  }

  @Test
  void a_url_that_is_none_is_an_event_without_its_text() throws Exception {
    try (LuaHarness lua = new LuaHarness()) {
      lua.run(
          1,
          """
          local _, err = websocket.connect("ws://user:secret@localhost:PORT/")
          return err:message()
          """);
      assertThat(lua.events(ConnectionEvents.Denied.class))
          .singleElement()
          .satisfies(denied -> {
            assertThat(denied.by()).isEqualTo(ConnectionEvents.Denied.Rule.URL_FORM);
            assertThat(denied.url()).isNull();
            assertThat(denied.reason()).isEqualTo("user info before the host is not supported");
          });
    }
  }

  @Test
  void a_denial_names_the_policy() throws Exception {
    try (LuaHarness lua = new LuaHarness()) {
      lua.run(1, "return websocket.connect('ws://localhost:PORT/forbidden?secret') == nil");

      assertThat(lua.events(ConnectionEvents.Denied.class))
          .singleElement()
          .satisfies(denied -> {
            assertThat(denied.by()).isEqualTo(ConnectionEvents.Denied.Rule.URL_POLICY);
            assertThat(denied.match()).isEqualTo("test:forbidden");
            assertThat(denied.actor()).isEqualTo("tester");
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308})
  void a_redirect_is_not_followed(int status, Dialer dialer) throws Exception {
    try (ServerSocketChannel elsewhere = forbidden();
        RawPeer peer =
            new RawPeer(session -> {
              session.readRequest();
              session.sendText(
                  "HTTP/1.1 %d Elsewhere\r\nLocation: ws://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n"
                      .formatted(status, port(elsewhere)));
              assertThat(session.readsEnd()).isTrue();
            })) {
      assertThat(Client.failure(dialer, Client.request(peer.port())))
          .isEqualTo("expected status 101 but got " + status);
      peer.finish();
      assertThat(elsewhere.accept()).isNull();
    }
  }

  @Test
  void a_socket_that_ends_elsewhere_is_dropped_before_a_byte_is_sent(Dialer dialer)
      throws Exception {
    // The wildcard address means this machine to the system, so the socket's peer is another one.
    try (RawPeer peer = new RawPeer(session -> assertThat(session.readsEnd()).isTrue())) {
      DialRequest usual = Client.request(peer.port());
      DialRequest request =
          new DialRequest(
              usual.url(),
              List.of(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), peer.port())),
              Map.of(),
              List.of(),
              Duration.ofSeconds(20),
              Client.DEFAULTS);
      Dialer.Outcome.Failed failed =
          (Dialer.Outcome.Failed) Client.get(dialer.dial(request, new Client()).outcome());

      assertThat(failed.cause()).isEqualTo("host unreachable");
      assertThat(failed.detail()).contains("0.0.0.0:", ": connected to ");
      peer.finish();
    }
  }
}
