package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.tidegate.lua.Limits;
import dev.tidegate.policy.Actor;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.netty.PeerProcess.Deflate;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must work with every server, whoever wrote it; the subclasses say which. */
@Timeout(180)
abstract class ForeignPeerContract {

  /** As generous as in other tests, and with 200 connections. */
  private static final Limits MANY =
      new Limits(
          Duration.ofSeconds(60),
          2_000_000_000L,
          256 << 20,
          1 << 20,
          1 << 20,
          200,
          1000,
          1000,
          1000,
          16 << 20);

  private static final String RECONNECTING =
      """
      local count = 0
      for i = 1, TIMES do
        local client = assert(websocket.connect("ws://localhost:PORT/",
          { compression = i % 3, compression_threshold = 1 }))
        assert(client:send("message " .. i))
        assert(client:channel():receive().data == "message " .. i)
        assert(client:close())
        count = count + 1
      end
      return count
      """;

  private LuaHarness lua;

  abstract PeerProcess peer(Deflate deflate) throws Exception;

  @BeforeEach
  void startEngine() throws Exception {
    lua = new LuaHarness();
  }

  @AfterEach
  void closeEngine() {
    lua.close();
  }

  @ParameterizedTest
  @EnumSource(Deflate.class)
  void messages_of_all_sizes_are_echoed_in_every_mode_of_compression(Deflate deflate)
      throws Exception {
    try (PeerProcess peer = peer(deflate)) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local function random(size)
                    local bytes = {}
                    for i = 1, size do bytes[i] = string.char(math.random(0, 255)) end
                    return table.concat(bytes)
                  end
                  local far = random(40000) -- further back than any window reaches
                  local binary = {
                    "", "x", ("ab"):rep(62) .. "c", ("äb"):rep(42), ("x"):rep(65535), ("xy"):rep(32768),
                    random(300), random(65536), far .. far, far:sub(1, 300), ("abc7"):rep(262144),
                  }
                  local sizes = {}
                  for mode = 0, 2 do
                    local client = assert(websocket.connect("ws://localhost:PORT/",
                      { compression = mode, compression_threshold = 1 }))
                    local ch = client:channel()
                    for i, data in ipairs(binary) do
                      assert(client:send(data, websocket.BINARY))
                      local msg = ch:receive()
                      assert(msg.type == "binary" and msg.data == data, i)
                      assert(client:send(("€"):rep(i)))
                      msg = ch:receive()
                      assert(msg.type == "text" and msg.data == ("€"):rep(i), i)
                      sizes[i] = #data
                    end
                    assert(client:close(4000 + mode, "bye"))
                  end
                  return sizes
                  """))
          .isEqualTo("[0,1,125,126,65535,65536,300,65536,80000,300,1048576]");
      for (int mode = 0; mode <= 2; mode++) {
        assertThat(peer.line("closed")).isEqualTo("closed 400" + mode + " bye");
      }
      boolean agreed = deflate != Deflate.PLAIN;
      assertThat(lua.events(ConnectionEvents.Opened.class))
          .extracting(ConnectionEvents.Opened::compressed)
          .containsExactly(false, agreed, agreed);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Deflate.class,
      names = {"PLAIN", "DEFLATE"})
  void messages_in_fragments_are_put_together(Deflate deflate) throws Exception {
    try (PeerProcess peer = peer(deflate)) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local heard = {}
                  for i, size in ipairs({ 1, 7, 1000, 70000 }) do
                    local client = assert(websocket.connect(
                      "ws://localhost:PORT/fragments?size=" .. size, { compression = 1 }))
                    local ch, text = client:channel(), ("fragment €"):rep(size < 10 and 30 or 20000)
                    assert(client:send(text, websocket.BINARY))
                    local msg = ch:receive()
                    assert(msg.type == "binary" and msg.data == text)
                    assert(client:send("short"))
                    msg = ch:receive()
                    assert(msg.type == "text" and msg.data == "short")
                    heard[i] = #text
                    client:close()
                  end
                  return heard
                  """))
          .isEqualTo("[360,360,240000,240000]");
    }
  }

  @Test
  void pings_under_load_are_answered_and_disturb_no_message() throws Exception {
    try (PeerProcess peer = peer(Deflate.DEFLATE)) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local client = assert(websocket.connect("ws://localhost:PORT/pings",
                    { compression = websocket.COMPRESSION.CONTEXT_TAKEOVER }))
                  local ch, count = client:channel(), 3000
                  coroutine.spawn(function()
                    for i = 1, count do
                      assert(client:send(("message %d "):format(i):rep(i % 50)))
                      if i % 100 == 0 then assert(client:ping()) end
                    end
                  end)
                  for i = 1, count do
                    local data = ch:receive().data
                    assert(data == ("message %d "):format(i):rep(i % 50), data)
                  end
                  return client:close()
                  """))
          .isEqualTo("true");
      assertThat(peer.line("pinged")).matches("pinged (0|30) [1-9]\\d* 1000");
    }
  }

  @Test
  void two_hundred_tasks_converse_at_once() throws Exception {
    try (PeerProcess peer = peer(Deflate.DEFLATE)) {
      assertThat(
              LuaHarness.result(
                  lua.start(
                          peer.port(),
                          """
                          local done = channel.new(200)
                          for task = 1, 200 do
                            coroutine.spawn(function()
                              local client = assert(websocket.connect("ws://localhost:PORT/",
                                { compression = task % 3 }))
                              local ch = client:channel()
                              for i = 1, 20 do
                                local text = ("task %d message %d "):format(task, i):rep(task)
                                assert(client:send(text))
                                assert(ch:receive().data == text)
                              end
                              done:send(client)
                            end)
                          end
                          local clients = {}
                          for i = 1, 200 do clients[i] = done:receive() end
                          return #clients
                          """,
                          MANY,
                          Map.of(Actor.class, LuaHarness.ACTOR))
                      .outcome()))
          .isEqualTo("200");
      for (int i = 0; i < 200; i++) {
        assertThat(peer.line("closed")).isEqualTo("closed 1001 resource dropped");
      }
    }
  }

  @Test
  void connecting_again_and_again_leaves_nothing_behind() throws Exception {
    try (PeerProcess peer = peer(Deflate.DEFLATE)) {
      lua.run(peer.port(), RECONNECTING.replace("TIMES", "3"));
      long before = openFiles();

      assertThat(lua.run(peer.port(), RECONNECTING.replace("TIMES", "300"))).isEqualTo("300");

      await()
          .untilAsserted(() -> {
            assertThat(lua.events(ConnectionEvents.Closed.class)).hasSize(303);
            assertThat(openFiles()).isLessThanOrEqualTo(before);
          });
    }
  }

  @Test
  void a_subprotocol_is_chosen_and_headers_arrive() throws Exception {
    try (PeerProcess peer = peer(Deflate.PLAIN)) {
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
    try (PeerProcess peer = peer(Deflate.PLAIN)) {
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
    try (PeerProcess peer = peer(Deflate.DEFLATE)) {
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

  @Test
  void every_legal_close_code_of_the_peer_is_reported() throws Exception {
    int[] codes = {
      1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999
    };
    try (PeerProcess peer = peer(Deflate.PLAIN)) {
      lua.run(
          peer.port(),
          """
          for _, code in ipairs({ CODES }) do
            local client = assert(websocket.connect(
              "ws://localhost:PORT/close?code=" .. code .. "&reason=why"))
            assert(client:channel():receive() == nil)
          end
          local client = assert(websocket.connect("ws://localhost:PORT/close"))
          return (client:channel():receive())
          """
              .replace("CODES", Arrays.toString(codes).replaceAll("[\\[\\]]", "")));

      List<String> expected =
          Stream.concat(
                  Arrays.stream(codes).mapToObj(code -> code + " why PEER"),
                  Stream.of("1005  PEER"))
              .toList();
      await().untilAsserted(() -> assertThat(closures()).containsExactlyElementsOf(expected));
    }
  }

  @Test
  void a_drop_ends_the_channel() throws Exception {
    try (PeerProcess peer = peer(Deflate.PLAIN)) {
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
    try (PeerProcess peer = peer(Deflate.PLAIN)) {
      lua.run(peer.port(), "assert(websocket.connect('ws://localhost:PORT/')) return 1");
      assertThat(peer.line("closed")).isEqualTo("closed 1001 resource dropped");
    }
  }

  private String closure() {
    await().until(() -> !closures().isEmpty());
    return closures().getFirst();
  }

  private List<String> closures() {
    return lua.events(ConnectionEvents.Closed.class).stream()
        .map(ConnectionEvents.Closed::closure)
        .map(closure -> closure.code() + " " + closure.reason() + " " + closure.initiator())
        .toList();
  }

  private static long openFiles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }
}
