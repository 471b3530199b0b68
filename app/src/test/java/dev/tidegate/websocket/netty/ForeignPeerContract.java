package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectionEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must work with every server, whoever wrote it; the subclasses say which. */
@Timeout(180)
abstract class ForeignPeerContract {

  private LuaHarness lua;

  abstract PeerProcess peer(boolean deflate) throws Exception;

  @BeforeEach
  void startEngine() throws Exception {
    lua = new LuaHarness();
  }

  @AfterEach
  void closeEngine() {
    lua.close();
  }

  @ParameterizedTest
  @CsvSource({
    "false, websocket.COMPRESSION.DISABLED",
    "false, websocket.COMPRESSION.CONTEXT_TAKEOVER",
    "true, websocket.COMPRESSION.DISABLED",
    "true, websocket.COMPRESSION.CONTEXT_TAKEOVER",
    "true, websocket.COMPRESSION.NO_CONTEXT"
  })
  void messages_of_all_sizes_are_echoed(boolean deflate, String compression) throws Exception {
    try (PeerProcess peer = peer(deflate)) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local client = assert(websocket.connect("ws://localhost:PORT/", {
                    compression = MODE, compression_threshold = 1 }))
                  local ch, sizes = client:channel(), {}
                  for i, size in ipairs({ 0, 1, 125, 126, 65535, 65536, 1000000 }) do
                    local text = ("äbc7"):rep(math.ceil(size / 5)):sub(1, size)
                    if size % 5 == 1 then text = ("x"):rep(size) end
                    assert(client:send(text, websocket.BINARY))
                    local msg = ch:receive()
                    assert(msg.type == "binary" and msg.data == text)
                    assert(client:send(("€"):rep(i)))
                    msg = ch:receive()
                    assert(msg.type == "text" and msg.data == ("€"):rep(i))
                    sizes[i] = size
                  end
                  assert(client:ping())
                  assert(client:close(4001, "bye"))
                  return sizes
                  """
                      .replace("MODE", compression)))
          .isEqualTo("[0,1,125,126,65535,65536,1000000]");
      assertThat(peer.line("closed")).isEqualTo("closed 4001 bye");
      boolean agreed = deflate && !compression.endsWith("DISABLED");
      assertThat(lua.events(ConnectionEvents.Opened.class).getFirst().compressed())
          .isEqualTo(agreed);
    }
  }

  @Test
  void a_subprotocol_is_chosen_and_headers_arrive() throws Exception {
    try (PeerProcess peer = peer(false)) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local client = assert(websocket.connect("ws://localhost:PORT/protocol",
                    { protocols = { "mqtt", "graphql-ws" } }))
                  local protocol = client:channel():receive().data
                  local _, refused = websocket.connect("ws://localhost:PORT/secret")
                  local known = websocket.connect("ws://localhost:PORT/secret",
                    { headers = { Authorization = "Bearer sesame" } })
                  return { protocol, refused:message(), known ~= nil }
                  """))
          .startsWith("[\"graphql-ws\",\"failed to dial websocket: expected status 101 but got 401")
          .endsWith(",true]");
    }
  }

  @Test
  void a_burst_before_a_close_arrives_whole() throws Exception {
    try (PeerProcess peer = peer(false)) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local client = assert(websocket.connect("ws://localhost:PORT/burst",
                    { channel_capacity = 2 }))
                  time.after("100ms"):receive()
                  local ch, count = client:channel(), 0
                  for msg in function() return (ch:receive()) end do
                    count = count + 1
                    assert(msg.data == "message " .. count)
                  end
                  return { count, client:close() }
                  """))
          .isEqualTo("[100,true]");
      assertThat(closure()).isEqualTo("1000 all PEER");
    }
  }

  @Test
  void prices_are_subscribed_to_as_in_the_specification() throws Exception {
    try (PeerProcess peer = peer(true)) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local client = assert(websocket.connect("ws://localhost:PORT/ticks",
                    { compression = websocket.COMPRESSION.CONTEXT_TAKEOVER }))
                  client:send(json.encode({ action = "subscribe", symbols = { "BTC-USD" } }))
                  local ch, heartbeat, values = client:channel(), time.after("30s"), {}
                  while true do
                    local r = channel.select { ch:case_receive(), heartbeat:case_receive() }
                    if r.channel == heartbeat then
                      client:ping()
                      heartbeat = time.after("30s")
                    elseif not r.ok then
                      break
                    else
                      values[#values + 1] = json.decode(r.value.data).value
                    end
                  end
                  client:close()
                  return values
                  """))
          .isEqualTo("[100,101,102,103,104]");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1011, 3000, 4999})
  void the_peers_close_code_is_reported(int code) throws Exception {
    try (PeerProcess peer = peer(false)) {
      lua.run(
          peer.port(),
          """
          local client = assert(websocket.connect("ws://localhost:PORT/close?code=CODE&reason=why"))
          return (client:channel():receive())
          """
              .replace("CODE", Integer.toString(code)));
      assertThat(closure()).isEqualTo(code + " why PEER");
    }
  }

  @Test
  void a_drop_ends_the_channel() throws Exception {
    try (PeerProcess peer = peer(false)) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local client = assert(websocket.connect("ws://localhost:PORT/drop"))
                  local _, ok = client:channel():receive()
                  return ok
                  """))
          .isEqualTo("false");
      assertThat(closure()).isEqualTo("1006  LOST");
    }
  }

  @Test
  void a_job_that_ends_says_goodbye() throws Exception {
    try (PeerProcess peer = peer(false)) {
      lua.run(peer.port(), "assert(websocket.connect('ws://localhost:PORT/')) return 1");
      assertThat(peer.line("closed")).isEqualTo("closed 1001 resource dropped");
    }
  }

  private String closure() {
    await().until(() -> !lua.events(ConnectionEvents.Closed.class).isEmpty());
    Closure closure = lua.events(ConnectionEvents.Closed.class).getFirst().closure();
    return closure.code() + " " + closure.reason() + " " + closure.initiator();
  }
}
