package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.websocket.ConnectionEvents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client does for scripts, on both kinds of fiber where tasks wait for each other. */
@Timeout(60)
class ClientMethodsTest {

  private static final Map<FiberChoice, LuaHarness> HARNESSES = new EnumMap<>(FiberChoice.class);

  private static LuaHarness lua(FiberChoice fibers) {
    return Objects.requireNonNull(HARNESSES.get(fibers));
  }

  @BeforeAll
  static void start_engines() throws Exception {
    for (FiberChoice fibers : List.of(FiberChoice.CONTINUATION, FiberChoice.VIRTUAL_THREAD)) {
      HARNESSES.put(fibers, new LuaHarness(fibers));
    }
  }

  @AfterAll
  static void close_engines() {
    HARNESSES.values().forEach(LuaHarness::close);
    HARNESSES.clear();
  }

  @BeforeEach
  void forget_events() {
    HARNESSES.values().forEach(harness -> harness.events().clear());
  }

  private static String run(RawPeer peer, String script) throws Exception {
    return lua(FiberChoice.CONTINUATION).run(peer.port(), script);
  }

  /** Answers each message with the same, until the Close frame. */
  private static RawPeer echo() {
    return RawPeer.upgraded(session -> {
      RawPeer.Frame frame = session.readFrame();
      while (frame.opcode() != 8) {
        session.frame(frame.first(), frame.payload());
        frame = session.readFrame();
      }
      session.frame(0x88, frame.payload());
    });
  }

  // The object

  @Test
  void a_client_is_an_object_with_methods_and_an_id_of_its_own() throws Exception {
    try (RawPeer one = echo();
        RawPeer two = echo()) {
      assertThat(
              run(
                  one,
                  """
                  local client = websocket.connect("ws://localhost:PORT/")
                  local other = websocket.connect("ws://localhost:OTHER/")
                  local id = client:id()
                  assert(id:match("^%x+%-%x+%-%x+%-%x+%-%x+$") and #id == 36, id)
                  assert(id ~= other:id() and id == client:id())
                  assert(tostring(client) == "websocket.Client: " .. id)
                  assert(client == client and client ~= other)
                  assert(not pcall(function() client.x = 1 end))
                  assert(not pcall(setmetatable, client, {}))
                  return { type(client), client.nothing == nil, client:close_info() == nil,
                    client:protocol() == nil, getmetatable(client) == getmetatable(other) }
                  """
                      .replace("OTHER", Integer.toString(two.port()))))
          .isEqualTo("[\"userdata\",true,true,true,true]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"send", "ping", "channel", "receive", "close", "close_info", "protocol", "id"})
  void a_method_wants_its_client(String method) throws Exception {
    try (RawPeer peer = echo()) {
      assertThat(
              run(
                  peer,
                  """
                  local method = websocket.connect("ws://localhost:PORT/").METHOD
                  local t = {}
                  for i, value in ipairs({ {}, 5, time.after("1ms") }) do
                    local ok, err = pcall(method, value)
                    t[i] = not ok and tostring(err):find("websocket.Client expected", 1, true) ~= nil
                  end
                  return { t[1], t[2], t[3], (pcall(method)) }
                  """
                      .replace("METHOD", method)))
          .isEqualTo("[true,true,true,false]");
    }
  }

  @Test
  void a_client_tells_the_protocol_that_the_server_chose() throws Exception {
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          session.sendText(session.answer("Sec-WebSocket-Protocol: b"));
          session.readClose();
        })) {
      assertThat(
              run(
                  peer,
                  """
                  local client = websocket.connect("ws://localhost:PORT/", { protocols = { "a", "b" } })
                  return client:protocol()
                  """))
          .isEqualTo("\"b\"");
    }
  }

  // The channel, used like one of the script's own

  @ParameterizedTest
  @EnumSource(
      value = FiberChoice.class,
      names = {"CONTINUATION", "VIRTUAL_THREAD"})
  void a_script_may_put_values_between_the_messages(FiberChoice fibers) throws Exception {
    try (RawPeer peer = echo()) {
      assertThat(
              lua(fibers)
                  .run(
                      peer.port(),
                      """
                      local client = websocket.connect("ws://localhost:PORT/", { channel_capacity = 2 })
                      local ch, seen = client:channel(), {}
                      assert(ch:send("first") and ch:send("second"))
                      -- The third has no room before one was taken.
                      coroutine.spawn(function()
                        local sent = ch:send("third")
                        seen[#seen + 1] = "third " .. tostring(sent)
                      end)
                      assert(#seen == 0)
                      for i = 1, 3 do
                        local value = ch:receive()
                        seen[#seen + 1] = value
                      end
                      -- Messages that are put back count once only.
                      for round = 1, 5 do
                        client:send("m" .. round)
                        local msg = ch:receive()
                        ch:send(msg)
                        assert(ch:receive() == msg)
                      end
                      assert(channel.select({ ch:case_send("x") }).ok and ch:receive() == "x")
                      client:close()
                      local raised, err = pcall(ch.send, ch, 1)
                      return { seen, raised, tostring(err):match("send on closed channel") }
                      """))
          .isEqualTo(
              "[[\"first\",\"second\",\"third\",\"third true\"],false,\"send on closed channel\"]");
    }
  }

  @Test
  void a_script_that_closes_the_channel_leaves_the_connection() throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.text("one");
          session.text("two");
          RawPeer.Frame close = session.readClose();
          assertThat(close.closeCode()).isEqualTo(1000);
          session.frame(0x88, close.payload());
        })) {
      assertThat(
              run(
                  peer,
                  """
                  local client = websocket.connect("ws://localhost:PORT/")
                  local ch = client:channel()
                  local first = ch:receive().data
                  ch:close()
                  ch:close()
                  local sent, err = client:send("x")
                  local last, ok
                  repeat
                    last, ok = ch:receive()
                  until not ok
                  while client:close_info() == nil do time.sleep("1ms") end
                  local info = client:close_info()
                  return { first, sent, err:message(), info.code, info.initiator, client:close() }
                  """))
          .isEqualTo("[\"one\",false,\"websocket connection closed\",1000,\"local\",true]");
      peer.finish();
    }
  }

  // Beside others

  /** As many loops as workers, and nothing else that would make them give way. */
  @ParameterizedTest
  @EnumSource(
      value = FiberChoice.class,
      names = {"CONTINUATION", "VIRTUAL_THREAD"})
  void connections_are_served_while_other_scripts_compute(FiberChoice fibers) throws Exception {
    LuaHarness harness = lua(fibers);
    List<TestEngine.TestRun> loops = new ArrayList<>();
    try (RawPeer peer = echo()) {
      for (int i = 0; i < 2; i++) {
        loops.add(harness.start(peer.port(), "while true do end"));
      }
      assertThat(
              harness.run(
                  peer.port(),
                  """
                  local client = websocket.connect("ws://localhost:PORT/")
                  local ch = client:channel()
                  for i = 1, 20 do
                    client:send(tostring(i))
                    assert(ch:receive().data == tostring(i))
                  end
                  return client:close()
                  """))
          .isEqualTo("true");
    } finally {
      loops.forEach(loop -> loop.run().cancel());
    }
  }

  // Without policies

  @Test
  void only_connecting_asks_the_policies() throws Exception {
    try (RawPeer peer = echo()) {
      LuaHarness harness = lua(FiberChoice.CONTINUATION);
      int before = harness.decisions();
      assertThat(
              run(
                  peer,
                  """
                  local client = websocket.connect("ws://localhost:PORT/")
                  assert(client:send("x") and client:channel():receive() and client:ping())
                  return client:close()
                  """))
          .isEqualTo("true");
      // One on connecting at all, one on the URL.
      assertThat(harness.decisions() - before).isEqualTo(2);
    }
  }

  // How it ended

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1000 | done | 1000 | done",
        "4321 | '' | 4321 | ''",
        "-1 | '' | 1005 | ''",
      })
  void close_info_tells_what_the_server_said(int code, String reason, int seen, String seenReason)
      throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.frame(0x88, code < 0 ? new byte[0] : Frames.closeBody(code, reason));
          session.readClose();
        })) {
      assertThat(run(peer, INFO)).isEqualTo("[%d,\"%s\",\"remote\"]".formatted(seen, seenReason));
    }
  }

  private static final String INFO =
      """
      local client = websocket.connect("ws://localhost:PORT/", { read_limit = 10 })
      while select(2, client:channel():receive()) do end
      local info = client:close_info()
      client:close()
      assert(client:close_info().code == info.code)
      return { info.code, info.reason, info.initiator }
      """;

  @Test
  void close_info_tells_of_a_limit_a_fault_and_a_loss() throws Exception {
    try (RawPeer tooLong =
            RawPeer.upgraded(session -> {
              session.text("0123456789");
              session.text("0123456789a");
              assertThat(session.readClose().closeCode()).isEqualTo(1009);
            });
        RawPeer notUtf8 =
            RawPeer.upgraded(session -> {
              session.frame(0x81, new byte[] {(byte) 0xFF});
              assertThat(session.readClose().closeCode()).isEqualTo(1007);
            });
        RawPeer lost = RawPeer.upgraded(RawPeer.Session::reset)) {
      assertThat(run(tooLong, INFO)).isEqualTo("[1009,\"message over 10 bytes\",\"limit\"]");
      assertThat(run(notUtf8, INFO)).isEqualTo("[1007,\"text is not UTF-8\",\"fault\"]");
      assertThat(run(lost, INFO)).isEqualTo("[1006,\"\",\"lost\"]");
      tooLong.finish();
      notUtf8.finish();
    }
  }

  @Test
  void close_info_tells_of_the_scripts_own_close() throws Exception {
    try (RawPeer peer = echo()) {
      assertThat(
              run(
                  peer,
                  """
                  local client = websocket.connect("ws://localhost:PORT/")
                  client:close(4001, "bye")
                  return client:close_info()
                  """))
          .contains("\"code\":4001", "\"reason\":\"bye\"", "\"initiator\":\"local\"");
    }
  }

  // send

  @ParameterizedTest
  @ValueSource(strings = {"", "nil", "{}", "true", "print"})
  void what_is_no_text_can_not_be_sent(String data) throws Exception {
    try (RawPeer peer = echo()) {
      assertThat(
              run(
                  peer,
                  """
                  local client = websocket.connect("ws://localhost:PORT/")
                  local ok, err = pcall(function() client:send(DATA) end)
                  return { ok, tostring(err):match("bad argument #1 to 'send' %%(string expected") ~= nil }
                  """
                      .replace("%%", "%")
                      .replace("DATA", data)))
          .isEqualTo("[false,true]");
    }
  }

  @ParameterizedTest
  @CsvSource({"nil, 1", "1, 1", "\"1\", 1", "2, 2", "\"2\", 2"})
  void the_type_of_a_message_is_a_number(String type, int opcode) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          RawPeer.Frame frame = session.readFrame();
          assertThat(frame.first()).as("one final frame").isEqualTo(0x80 | opcode);
          assertThat(frame.text()).isEqualTo("x".repeat(100_000));
          session.readClose();
        })) {
      assertThat(
              run(
                  peer,
                  """
                  local client = websocket.connect("ws://localhost:PORT/")
                  return client:send(("x"):rep(100000), TYPE)
                  """
                      .replace("TYPE", type)))
          .isEqualTo("true");
      peer.finish();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FiberChoice.class,
      names = {"CONTINUATION", "VIRTUAL_THREAD"})
  void messages_of_several_tasks_come_whole_and_in_each_tasks_order(FiberChoice fibers)
      throws Exception {
    List<String> got = new ArrayList<>();
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          for (int i = 0; i < 60; i++) {
            got.add(session.readFrame().text());
          }
          session.readClose();
        })) {
      lua(fibers)
          .run(
              peer.port(),
              """
              local client = websocket.connect("ws://localhost:PORT/")
              local done = channel.new()
              for name = 1, 3 do
                coroutine.spawn(function()
                  for i = 1, 20 do
                    assert(client:send((name .. "," .. i .. ";"):rep(5000), websocket.BINARY))
                  end
                  done:send(true)
                end)
              end
              for _ = 1, 3 do done:receive() end
              """);
      peer.finish();
    }
    for (int task = 1; task <= 3; task++) {
      String name = task + ",";
      assertThat(got.stream().filter(text -> text.startsWith(name)))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 20).mapToObj(i -> (name + i + ";").repeat(5000)).toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client:send(big)    | failed to send message: write timeout",
        "client:ping()       | failed to ping: write timeout",
        "client:close(4000)  | ''"
      })
  void a_peer_that_does_not_read_exceeds_the_write_timeout(String call, String message)
      throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawPeer peer = RawPeer.upgraded(session -> end.await())) {
      String result =
          run(
              peer,
              """
              local client = websocket.connect("ws://localhost:PORT/", { write_timeout = "200ms" })
              local big = ("x"):rep(16 * 1024 * 1024)
              local stuck, finished = channel.new(1), channel.new()
              coroutine.spawn(function()
                stuck:send(true)
                finished:send({ client:send(big) })
              end)
              stuck:receive()
              local ok, err = CALL
              local first = finished:receive()
              local info = client:close_info()
              return { ok, err and err:message() or "", first[1], info.code, info.initiator }
              """
                  .replace("CALL", call));
      end.countDown();
      boolean closing = message.isEmpty();
      assertThat(result)
          .isEqualTo("[%s,\"%s\",false,1006,\"limit\"]".formatted(closing, closing ? "" : message));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FiberChoice.class,
      names = {"CONTINUATION", "VIRTUAL_THREAD"})
  void other_tasks_go_on_while_one_dials_or_sends(FiberChoice fibers) throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          answer.await();
          session.sendText(session.answer());
          // Sent by a task that runs while another waits to send.
          session.text("go on");
          RawPeer.Frame frame = session.readFrame();
          assertThat(frame.payload()).hasSize(16 << 20);
          session.readClose();
        })) {
      TestEngine.TestRun run =
          lua(fibers)
              .start(
                  peer.port(),
                  """
                  local log = {}
                  local connected = channel.new()
                  coroutine.spawn(function()
                    connected:send(websocket.connect("ws://localhost:PORT/"))
                  end)
                  coroutine.yield()
                  print("meanwhile")
                  local client = connected:receive()
                  coroutine.spawn(function()
                    assert(client:send(("x"):rep(16 * 1024 * 1024)))
                    connected:send("sent")
                  end)
                  log[1] = client:channel():receive().data
                  log[2] = connected:receive()
                  return log
                  """);
      await().until(() -> !run.log().isEmpty());
      answer.countDown();
      assertThat(LuaHarness.result(run.outcome())).isEqualTo("[\"go on\",\"sent\"]");
      peer.finish();
    }
  }

  // ping

  @Test
  void a_ping_returns_before_its_answer_and_the_answer_is_timed() throws Exception {
    CountDownLatch returned = new CountDownLatch(1);
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.frame(0x8A, "1".getBytes(StandardCharsets.US_ASCII)); // answers nothing
          RawPeer.Frame ping = session.readFrame();
          assertThat(ping.first()).isEqualTo(0x89);
          assertThat(session.readFrame().text()).isEqualTo("returned");
          session.frame(0x8A, new byte[0]);
          session.frame(0x8A, ping.payload());
          session.frame(0x8A, ping.payload());
          session.text("end");
          session.readClose();
          returned.countDown();
        })) {
      assertThat(
              run(
                  peer,
                  """
                  local client = websocket.connect("ws://localhost:PORT/")
                  assert(client:ping("ignored", {}) == true)
                  client:send("returned")
                  return client:channel():receive().data
                  """))
          .isEqualTo("\"end\"");
      peer.finish();
    }
    assertThat(lua(FiberChoice.CONTINUATION).events(ConnectionEvents.Answered.class))
        .singleElement()
        .satisfies(answered -> {
          assertThat(answered.roundTrip()).isPositive();
          assertThat(answered.connection().jobId()).isEqualTo("job");
        });
  }

  @Test
  void a_servers_ping_is_answered_and_no_control_frame_is_a_message() throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.frame(0x89, "are you there".getBytes(StandardCharsets.US_ASCII));
          session.frame(0x8A, "unasked".getBytes(StandardCharsets.US_ASCII));
          // Between the fragments of a message too.
          session.frame(0x01, "frag".getBytes(StandardCharsets.US_ASCII));
          session.frame(0x89, new byte[0]);
          session.frame(0x80, "ments".getBytes(StandardCharsets.US_ASCII));
          RawPeer.Frame pong = session.readFrame();
          assertThat(pong.first()).isEqualTo(0x8A);
          assertThat(pong.text()).isIn("are you there", "");
          session.closeFrame(1000, "");
        })) {
      assertThat(
              run(
                  peer,
                  """
                  local out = {}
                  local ch = websocket.connect("ws://localhost:PORT/"):channel()
                  for msg in function() return (ch:receive()) end do
                    out[#out + 1] = msg.data
                    for key in pairs(msg) do assert(key == "type" or key == "data") end
                  end
                  out[#out + 1] = select("#", ch:receive())
                  out[#out + 1] = select(2, ch:receive())
                  return out
                  """))
          .isEqualTo("[\"fragments\",2,false]");
    }
  }

  // channel

  @ParameterizedTest
  @EnumSource(
      value = FiberChoice.class,
      names = {"CONTINUATION", "VIRTUAL_THREAD"})
  void a_slow_reader_gets_all_messages_in_order(FiberChoice fibers) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          for (int i = 1; i <= 50; i++) {
            session.text(Integer.toString(i));
          }
          session.closeFrame(1000, "");
          session.readClose();
        })) {
      assertThat(
              lua(fibers)
                  .run(
                      peer.port(),
                      """
                      local client = websocket.connect("ws://localhost:PORT/", { channel_capacity = 4 })
                      local count = 0
                      for msg in function() return (client:channel():receive()) end do
                        count = count + 1
                        assert(msg.data == tostring(count))
                        if count % 5 == 0 then time.sleep("2ms") end
                      end
                      return { count, client:close_info().code }
                      """))
          .isEqualTo("[50,1000]");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FiberChoice.class,
      names = {"CONTINUATION", "VIRTUAL_THREAD"})
  void closing_wakes_those_who_wait_and_leaves_what_had_come(FiberChoice fibers) throws Exception {
    try (RawPeer peer =
            RawPeer.upgraded(session -> {
              session.text("one");
              session.text("two");
              assertThat(session.readFrame().text()).isEqualTo("seen");
              RawPeer.Frame close = session.readClose();
              session.text("while closing");
              session.frame(0x88, close.payload());
            });
        RawPeer silent = echo()) {
      assertThat(
              lua(fibers)
                  .run(
                      peer.port(),
                      """
                      local client = websocket.connect("ws://localhost:PORT/")
                      local ch = client:channel()
                      local first = ch:receive()
                      client:send("seen")
                      local quiet = websocket.connect("ws://localhost:SILENT/")
                      local woken = channel.new(2)
                      coroutine.spawn(function()
                        local value, ok = quiet:channel():receive()
                        woken:send(value == nil and ok == false)
                      end)
                      coroutine.spawn(function()
                        local r = channel.select { quiet:channel():case_receive() }
                        woken:send(r.channel == quiet:channel() or r.ok)
                      end)
                      time.sleep("5ms")
                      assert(quiet:close())
                      local out = { woken:receive(), woken:receive() }
                      while client:channel() == ch and first.data ~= "two" do
                        client:close()
                        first = ch:receive()
                      end
                      out[3] = first.data
                      out[4] = select(2, ch:receive())
                      return out
                      """
                          .replace("SILENT", Integer.toString(silent.port()))))
          .isEqualTo("[true,false,\"two\",false]");
    }
  }

  @Test
  void each_message_goes_to_one_receiver_and_who_waits_longest_is_first() throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          assertThat(session.readFrame().text()).isEqualTo("ready");
          session.text("for a");
          session.text("for b");
          session.readClose();
        })) {
      assertThat(
              run(
                  peer,
                  """
                  local client = websocket.connect("ws://localhost:PORT/")
                  local out, done = {}, channel.new(2)
                  for _, name in ipairs({ "a", "b" }) do
                    coroutine.spawn(function()
                      out[name] = client:channel():receive().data
                      done:send(true)
                    end)
                  end
                  coroutine.yield()
                  client:send("ready")
                  done:receive() done:receive()
                  return { out.a, out.b }
                  """))
          .isEqualTo("[\"for a\",\"for b\"]");
    }
  }

  // close

  @Test
  void a_close_without_a_code_has_an_empty_frame() throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          assertThat(session.readClose().payload()).isEmpty();
          session.frame(0x88, new byte[0]);
        })) {
      assertThat(
              run(
                  peer,
                  """
                  local client = websocket.connect("ws://localhost:PORT/")
                  local ok = client:close(websocket.CLOSE_CODES.NO_STATUS, "never sent")
                  local _, err = pcall(function() client:close(1000, {}) end)
                  return { ok, client:close_info().code, (tostring(err):gsub("^.-: ", "")) }
                  """))
          .isEqualTo("[true,1005,\"bad argument #2 to 'close' (string expected, got table)\"]");
      peer.finish();
    }
  }

  @Test
  void after_the_servers_close_only_close_succeeds_and_only_once() throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.closeFrame(1001, "");
          session.readClose();
        })) {
      assertThat(
              run(
                  peer,
                  """
                  local client = websocket.connect("ws://localhost:PORT/")
                  local ch = client:channel()
                  ch:receive()
                  local out = {}
                  for i, call in ipairs({ "send", "ping" }) do
                    local ok, err = client[call](client, "x")
                    out[i] = { ok, err:kind(), err:retryable(), err:message() }
                  end
                  out[3] = { client:channel() == ch, client:close(), (client:close()) }
                  local none, err = client:channel()
                  out[4] = { none == nil, err:kind(), err:retryable(), select(2, ch:receive()) }
                  return out
                  """))
          .isEqualTo(
              "[[false,\"Internal\",false,\"websocket connection closed\"],"
                  + "[false,\"Internal\",false,\"websocket connection closed\"],"
                  + "[true,true,false],[true,\"Internal\",false,false]]");
    }
  }
}
