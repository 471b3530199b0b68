package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectionEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the test server of libwebsockets, with what its subprotocols can do. */
@Timeout(120)
class LibwebsocketsIT {

  private static PeerProcess peer;

  private LuaHarness lua;

  @BeforeAll
  static void startServer() throws Exception {
    peer = PeerProcess.libwebsockets();
  }

  @AfterAll
  static void stopServer() {
    if (peer != null) {
      peer.close();
    }
  }

  @BeforeEach
  void startEngine() throws Exception {
    lua = new LuaHarness();
  }

  @AfterEach
  void closeEngine() {
    lua.close();
  }

  @Test
  void numbers_come_until_the_server_is_asked_to_close() throws Exception {
    assertThat(
            lua.run(
                peer.port(),
                """
                local client = assert(websocket.connect("ws://localhost:PORT/",
                  { protocols = { "dumb-increment-protocol" } }))
                local ch = client:channel()
                for i = 0, 9 do
                  assert(tonumber(ch:receive().data) == i)
                end
                assert(client:send("reset\\n"))
                repeat until ch:receive().data == "0"
                assert(client:send("closeme\\n"))
                while ch:receive() do end
                return client:close()
                """))
        .isEqualTo("true");
    assertThat(closure()).isEqualTo("1001 seeya PEER");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void what_one_connection_says_all_of_them_hear_though_compression_is_declined(int compression)
      throws Exception {
    assertThat(
            lua.run(
                peer.port(),
                """
                local clients = {}
                for i = 1, 3 do
                  clients[i] = assert(websocket.connect("ws://localhost:PORT/?mirror=MODE", {
                    protocols = { "lws-mirror-protocol" }, compression = MODE,
                    compression_threshold = 1 }))
                end
                local heard = 0
                for i = 1, 50 do
                  local text = ("message %d;"):format(i):rep(i)
                  assert(clients[1 + i % 3]:send(text))
                  for _, client in ipairs(clients) do
                    if client:channel():receive().data == text then heard = heard + 1 end
                  end
                end
                for _, client in ipairs(clients) do client:close() end
                return heard
                """
                    .replace("MODE", Integer.toString(compression))))
        .isEqualTo("150");
    // This subprotocol declines what is offered; the connection stands without.
    assertThat(lua.events(ConnectionEvents.Opened.class))
        .extracting(ConnectionEvents.Opened::compressed)
        .containsOnly(false);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void the_server_tells_of_its_connections_compressed_or_not(int compression) throws Exception {
    assertThat(
            lua.run(
                peer.port(),
                """
                local client = assert(websocket.connect("ws://localhost:PORT/",
                  { protocols = { "lws-status" }, compression = MODE,
                    headers = { ["User-Agent"] = "a-script" } }))
                local status = json.decode(client:channel():receive().data)
                client:close()
                local found = false
                for _, one in ipairs(status.conns) do found = found or one.ua == "a-script" end
                return found
                """
                    .replace("MODE", Integer.toString(compression))))
        .isEqualTo("true");
    assertThat(lua.events(ConnectionEvents.Opened.class).getFirst().compressed())
        .isEqualTo(compression != 0);
  }

  @Test
  void a_subprotocol_that_the_server_does_not_have_fails_the_dial() throws Exception {
    assertThat(
            lua.start(
                    peer.port(),
                    """
                    return websocket.connect("ws://localhost:PORT/", { protocols = { "echo" } })
                    """)
                .failure()
                .message())
        .isEqualTo("failed to dial websocket: connection lost during the handshake");
  }

  private String closure() {
    await().until(() -> !lua.events(ConnectionEvents.Closed.class).isEmpty());
    Closure closure = lua.events(ConnectionEvents.Closed.class).getFirst().closure();
    return closure.code() + " " + closure.reason() + " " + closure.initiator();
  }
}
