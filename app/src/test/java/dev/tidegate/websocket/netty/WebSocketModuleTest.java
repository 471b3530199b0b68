package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.Traffic;
import dev.tidegate.policy.Actor;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The module as scripts see it, over real sockets. */
@Timeout(60)
class WebSocketModuleTest {

  private LuaHarness lua;

  @BeforeEach
  void startEngine() throws Exception {
    lua = new LuaHarness();
  }

  @AfterEach
  void closeEngine() {
    lua.close();
  }

  private static RawPeer echo() {
    return RawPeer.upgraded(session -> {
      RawPeer.Frame frame = session.readFrame();
      while (frame.opcode() != 8) {
        if (frame.opcode() != 9) {
          session.frame(frame.first(), frame.payload());
        }
        frame = session.readFrame();
      }
      session.frame(0x88, frame.payload());
    });
  }

  // Module

  @Test
  void the_module_is_frozen_and_has_its_constants() throws Exception {
    assertThat(
            lua.run(
                0,
                """
                local w = require("websocket")
                local t = {
                  w == websocket, w.TEXT, w.BINARY, w.TYPE_TEXT, w.TYPE_PONG,
                  w.COMPRESSION.DISABLED, w.COMPRESSION.CONTEXT_TAKEOVER, w.COMPRESSION.NO_CONTEXT,
                  w.CLOSE_CODES.NORMAL, w.CLOSE_CODES.TRY_AGAIN_LATER, w.CLOSE_CODES.TLS_HANDSHAKE }
                for _, table in ipairs({ w, w.COMPRESSION, w.CLOSE_CODES }) do
                  local ok, err = pcall(function() table.x = 1 end)
                  t[#t + 1] = ok or tostring(err):match("attempt to modify Immutable table")
                end
                return t
                """))
        .isEqualTo(
            "[true,1,2,\"text\",\"pong\",0,1,2,1000,1013,1015,"
                + "\"attempt to modify Immutable table\",\"attempt to modify Immutable table\","
                + "\"attempt to modify Immutable table\"]");
  }

  @Test
  void looking_through_the_headers_is_paid_for_even_where_they_are_gone() throws Exception {
    String emptied =
        """
        local headers = {}
        for i = 1, 2^16 do headers["h" .. i] = "" end
        for name in pairs(headers) do headers[name] = nil end
        """;
    String connects =
        """
        for _ = 1, 64 do
          local _, err = websocket.connect("ws://localhost:PORT/", { headers = headers, protocols = 1 })
          assert(err:kind() == errors.INVALID)
        end
        """;

    assertThat(instructions(emptied + connects) - instructions(emptied)).isGreaterThan(64L << 16);
  }

  private long instructions(String script) throws Exception {
    TestEngine.TestRun run = lua.start(1, script);
    assertThat(run.outcome()).isInstanceOf(Outcome.Succeeded.class);
    return run.run().usage().instructions();
  }

  // A conversation

  @Test
  void a_conversation_runs_from_connect_to_close() throws Exception {
    try (RawPeer peer = echo()) {
      TestEngine.TestRun run =
          lua.start(
              peer.port(),
              """
              local client, err = websocket.connect("ws://localhost:PORT/path?x=1")
              assert(err == nil)
              local ch = client:channel()
              assert(ch == client:channel() and ch == client:receive())
              local out = {}
              assert(client:send("héllo"))
              local msg, ok = ch:receive()
              out[1] = { msg.type, msg.data, ok }
              assert(client:send("\\0\\1\\255", websocket.BINARY))
              msg = ch:receive()
              out[2] = { msg.type, #msg.data, msg.data:byte(1, 3) }
              assert(client:send("", 1))
              out[3] = ch:receive().data
              assert(client:send(12.5))
              out[4] = ch:receive().data
              assert(client:ping())
              out[5] = { client:close(4001, "bye") }
              local gone, open = ch:receive()
              out[6] = { gone == nil, open }
              local ok1, err1 = client:send("x")
              local ok2, err2 = client:ping()
              local ok3, err3 = client:channel()
              local ok4, err4 = client:close()
              for _, e in ipairs({ err1, err2, err3, err4 }) do
                assert(errors.is(e, errors.INTERNAL) and e:retryable() == false, tostring(e))
              end
              out[7] = { ok1, ok2, ok3 == nil, ok4 }
              return out
              """);
      assertThat(LuaHarness.result(run.outcome()))
          .isEqualTo(
              "[[\"text\",\"héllo\",true],[\"binary\",3,0,1,255],\"\",\"12.5\",[true],"
                  + "[true,false],[false,false,true,false]]");
      peer.finish();
      assertThat(run.run().usage().traffic()).isEqualTo(new Traffic.Totals(1, 4, 4, 13, 13));
      await().until(() -> !lua.events(ConnectionEvents.Closed.class).isEmpty());
      assertThat(lua.events(ConnectionEvents.Opened.class)).hasSize(1);
      assertThat(lua.events(ConnectionEvents.Closed.class).getFirst().closure().initiator())
          .isEqualTo(Closure.Initiator.SCRIPT);
      assertThat(lua.events()).contains("sent BINARY 3", "received BINARY 3", "received TEXT 6");
    }
  }

  @Test
  void select_waits_for_messages_and_timers_at_once() throws Exception {
    CountDownLatch pinged = new CountDownLatch(1);
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          assertThat(session.readFrame().opcode()).isEqualTo(9);
          pinged.countDown();
          session.text("{\"price\": 7}");
          session.closeFrame(1000, "");
          session.readClose();
        })) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local client = websocket.connect("ws://localhost:PORT/")
                  local ch, timer = client:channel(), time.after("30ms")
                  local seen = {}
                  while true do
                    local r = channel.select { ch:case_receive(), timer:case_receive() }
                    if r.channel == timer then
                      seen[#seen + 1] = "ping"
                      client:ping()
                      timer = time.after("1h")
                    elseif not r.ok then
                      break
                    else
                      seen[#seen + 1] = json.decode(r.value.data).price
                    end
                  end
                  seen[#seen + 1] = client:close()
                  return seen
                  """))
          .isEqualTo("[\"ping\",7,true]");
      assertThat(pinged.getCount()).isZero();
    }
  }

  @Test
  void what_came_before_the_peers_close_is_received_first() throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          for (int i = 1; i <= 100; i++) {
            session.text(Integer.toString(i));
          }
          session.closeFrame(1000, "");
          session.readClose();
        })) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local client = websocket.connect("ws://localhost:PORT/", { channel_capacity = 1 })
                  time.after("50ms"):receive()
                  local ch, count = client:channel(), 0
                  for msg in function() return (ch:receive()) end do
                    count = count + 1
                    assert(msg.data == tostring(count))
                  end
                  local ok, err = client:send("late")
                  return { count, ok, err:message(), client:close(), (client:close()) }
                  """))
          .isEqualTo("[100,false,\"websocket connection closed\",true,false]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client:close() | 1000 |",
        "client:close(999) | 1000 |",
        "client:close('x') | 1000 |",
        "client:close('4001', 5) | 4001 | 5",
        "client:close(4999.7, nil) | 4999 |",
        "client:close(5000) | 1000 |",
        "client:close(websocket.CLOSE_CODES.INTERNAL_ERROR, 'Processing failed') | 1011 | Processing failed"
      })
  void close_sends_its_code_and_reason(String call, int code, String reason) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          RawPeer.Frame close = session.readClose();
          assertThat(close.closeCode()).isEqualTo(code);
          assertThat(close.closeReason()).isEqualTo(reason == null ? "" : reason);
          session.frame(0x88, close.payload());
        })) {
      assertThat(
              lua.run(
                  peer.port(),
                  "local client = websocket.connect('ws://localhost:PORT/') return (" + call + ")"))
          .isEqualTo("true");
      peer.finish();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client:close(1004)",
        "client:close(1006)",
        "client:close(1015)",
        "client:close(2000)",
        "client:close(1000, ('x'):rep(124))",
        "client:close(1000, '\\255')",
        "client:send('\\255')",
        "client:send('x', 3)",
        "client:send('x', 'binary')"
      })
  void what_can_not_be_sent_is_invalid_and_the_connection_stays(String call) throws Exception {
    try (RawPeer peer = echo()) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local client = websocket.connect("ws://localhost:PORT/")
                  local ok, err = CALL
                  assert(client:send("still there"))
                  return { ok, err:kind(), err:retryable(), client:channel():receive().data }
                  """
                      .replace("CALL", call)))
          .isEqualTo("[false,\"Invalid\",false,\"still there\"]");
    }
  }

  // Permissions

  @Test
  void without_an_actor_there_is_no_context() throws Exception {
    assertThat(
            LuaHarness.result(
                lua.start(
                        1,
                        """
                        local c, e = websocket.connect("ws://localhost:PORT/")
                        return { c == nil, e:kind(), e:message(), e:retryable() }
                        """,
                        TestEngine.GENEROUS,
                        Map.of())
                    .outcome()))
        .isEqualTo("[true,\"Internal\",\"no context\",false]");
  }

  @Test
  void the_first_permission_is_asked_before_anything_else() throws Exception {
    assertThat(
            LuaHarness.result(
                lua.start(
                        1,
                        """
                        local c, e = websocket.connect(nil, 5)
                        return { c == nil, e:kind(), e:message(), e:retryable() }
                        """,
                        TestEngine.GENEROUS,
                        Map.of(Actor.class, new Actor("other", Set.of("urls"))))
                    .outcome()))
        .isEqualTo("[true,\"PermissionDenied\",\"websocket connections not allowed\",false]");
    assertThat(lua.events(ConnectionEvents.Denied.class))
        .singleElement()
        .satisfies(denied ->
            assertThat(denied.by()).isEqualTo(ConnectionEvents.Denied.Rule.CONNECT_POLICY));
  }

  @Test
  void a_refused_url_is_named_as_it_was_passed_without_its_query_and_nothing_is_looked_up()
      throws Exception {
    assertThat(
            lua.run(
                9,
                """
                local out = {}
                for i, url in ipairs({
                  "WS://LOCALHOST:PORT/./forbidden", "ws://other.example/?token=secret" }) do
                  local c, e = websocket.connect(url)
                  assert(c == nil and errors.is(e, errors.PERMISSION_DENIED) and not e:retryable())
                  out[i] = e:message()
                end
                return out
                """))
        .isEqualTo(
            "[\"not allowed: WS://LOCALHOST:9/./forbidden\",\"not allowed: ws://other.example/\"]");
    assertThat(lua.lookUps()).isZero();
  }

  @Test
  void a_private_address_looks_like_a_name_without_one() throws Exception {
    assertThat(
            lua.run(
                0,
                """
                local _, denied = websocket.connect("ws://private.test/")
                local _, missing = websocket.connect("ws://nowhere.test/")
                return { denied:message(), denied:message() == missing:message(),
                  denied:kind() == missing:kind(), denied:retryable(), missing:retryable() }
                """))
        .isEqualTo("[\"failed to dial websocket: host unreachable\",true,true,true,true]");
    assertThat(lua.events(ConnectionEvents.Denied.class))
        .singleElement()
        .satisfies(denied -> {
          assertThat(denied.by()).isEqualTo(ConnectionEvents.Denied.Rule.SPECIAL_ADDRESS);
          assertThat(denied.match()).isEqualTo("10.0.0.0/8 (private use, RFC 1918)");
          assertThat(denied.reason())
              .isEqualTo("10.0.0.1 is not public: 10.0.0.0/8 (private use, RFC 1918)");
          assertThat(denied.actor()).isEqualTo("tester");
          assertThat(denied.number()).isEqualTo(1);
        });
    assertThat(lua.events(ConnectionEvents.Failed.class)).hasSize(1);
  }

  // Faults

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "websocket.connect() | bad argument #1 to 'connect' (string expected, got no value)",
        "websocket.connect({}) | bad argument #1 to 'connect' (string expected, got table)",
        "websocket.connect('') | bad argument #1 to 'connect' (URL required)",
        "websocket.connect('ws://localhost:9/', 5) | bad argument #2 to 'connect' (table expected, got number)"
      })
  void wrong_arguments_raise(String call, String message) throws Exception {
    assertThat(lua.run(0, "local _, e = pcall(function() return " + call + " end) return e"))
        .contains(message);
  }

  static Stream<Arguments> badOptions() {
    return Stream.of(
        Arguments.of("headers = 5", "headers: must be a table of strings, not 5"),
        Arguments.of("headers = { Host = 'x' }", "headers: \\\"Host\\\" can't be set by a script"),
        Arguments.of("headers = { ['X-Forwarded-For'] = 'x' }", "X-Forwarded-For"),
        Arguments.of("headers = { ['sec-websocket-key'] = 'x' }", "sec-websocket-key"),
        Arguments.of("headers = { A = 'x\\r\\nB: y' }", "control characters"),
        Arguments.of("headers = { ['A B'] = 'x' }", "not a header name"),
        Arguments.of("headers = { A = 'x', a = 'y' }", "is there twice"),
        Arguments.of("headers = { A = ('x'):rep(9000) }", "at most 32 headers and 8192 bytes"),
        Arguments.of("protocols = 'chat'", "protocols: must be a list of strings"),
        Arguments.of("protocols = { 'a b' }", "item 1 is not a token"),
        Arguments.of("protocols = { 'a', 'a' }", "is there twice"),
        Arguments.of("dial_timeout = 'soon'", "dial_timeout: must be milliseconds"),
        Arguments.of("dial_timeout = '5'", "not \\\"5\\\""),
        Arguments.of("read_timeout = true", "read_timeout: must be milliseconds"),
        Arguments.of("write_timeout = '25h'", "at most 24h"),
        Arguments.of("compression = 3", "compression: must be a number from 0 to 2, not 3"),
        Arguments.of("compression = 'zip'", "not \\\"zip\\\""),
        Arguments.of("compression_threshold = -1", "a number from 0 to 104857600, not -1"),
        Arguments.of("read_limit = 134217729", "a number from 0 to 134217728, not 134217729"),
        Arguments.of("channel_capacity = 0", "a number from 1 to 10000, not 0"),
        Arguments.of("channel_capacity = 0/0", "channel_capacity: must be a number"));
  }

  @ParameterizedTest
  @MethodSource("badOptions")
  void a_bad_option_is_named_with_its_value_and_range(String option, String message)
      throws Exception {
    assertThat(
            lua.run(
                9,
                """
                local c, e = websocket.connect("ws://localhost:PORT/", { OPTION })
                return { c == nil, e:kind(), e:retryable(), e:message() }
                """
                    .replace("OPTION", option)))
        .startsWith("[true,\"Invalid\",false,")
        .contains(message);
    assertThat(lua.lookUps()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost/, scheme",
    "ws://u:p@localhost/, user",
    "ws://localhost:99999/, port"
  })
  void a_url_that_is_none_is_a_failed_dial(String url, String reason) throws Exception {
    assertThat(
            lua.run(
                0,
                """
                local c, e = websocket.connect("URL")
                return { c == nil, e:kind(), e:retryable(), e:message() }
                """
                    .replace("URL", url)))
        .startsWith("[true,\"Internal\",true,\"failed to dial websocket: invalid URL: ")
        .containsIgnoringCase(reason);
  }

  @Test
  void a_silent_peer_is_a_failed_dial_after_the_time_given() throws Exception {
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          session.readsEnd();
        })) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local c, e = websocket.connect("ws://localhost:PORT/", { dial_timeout = "50ms" })
                  return { c == nil, e:kind(), e:retryable(), e:message() }
                  """))
          .isEqualTo("[true,\"Internal\",true,\"failed to dial websocket: timeout\"]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 403 Forbidden\\r\\nContent-Length: 11\\r\\n\\r\\nno h\u00e9l\u00ff ok | 403 | no h\uFFFDl\uFFFD ok",
        "HTTP/1.1 302 Found\\r\\nLocation: /\\r\\nContent-Length: 0\\r\\n\\r\\n | 302 | ''",
        "HTTP/1.1 101 Switching Protocols\\r\\n\\r\\n | 101 | ''"
      })
  void a_refused_handshake_tells_its_status_and_how_the_body_begins(
      String answer, int status, String body) throws Exception {
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          session.sendText(answer.translateEscapes());
          session.readsEnd();
        })) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local _, e = websocket.connect("ws://localhost:PORT/")
                  local details = e:details()
                  return { e:kind(), e:retryable(), details.status, details.body }
                  """))
          .isEqualTo("[\"Internal\",true,%d,\"%s\"]".formatted(status, body));
    }
  }

  @Test
  void a_peer_that_says_nothing_leaves_no_details() throws Exception {
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          session.end();
        })) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local _, e = websocket.connect("ws://localhost:PORT/")
                  return { e:message(), e:details() == nil }
                  """))
          .isEqualTo("[\"failed to dial websocket: connection lost during the handshake\",true]");
    }
  }

  @Test
  void headers_protocols_and_numbers_reach_the_peer() throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          assertThat(session.requestLine()).isEqualTo("GET /a?b=c HTTP/1.1");
          assertThat(session.headers())
              .containsEntry("authorization", "Bearer t")
              .containsEntry("x-n", "5")
              .containsEntry("sec-websocket-protocol", "a, b");
        })) {
      lua.run(
          peer.port(),
          """
          return websocket.connect("ws://localhost:PORT/x/../a?b=c", {
            headers = { Authorization = "Bearer t", ["X-N"] = 5 }, protocols = { "a", "b" },
            unknown = true }) ~= nil
          """);
      peer.finish();
    }
  }

  // Traces

  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  /** What the peer finds in the header, where handshakes say which trace they belong to. */
  private String traceparent(String headers) throws Exception {
    AtomicReference<String> found = new AtomicReference<>();
    lua.traceHeaders(connection -> {
      // Whoever gives the header knows of the connection.
      assertThat(lua.attempts()).contains("connecting " + connection.url().path());
      return Map.of("traceparent", TRACEPARENT);
    });
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          found.set(String.valueOf(session.headers().get("traceparent")));
          session.frame(0x88, session.readClose().payload());
        })) {
      lua.run(
          peer.port(),
          "assert(websocket.connect('ws://localhost:PORT/traced', {headers = {"
              + headers
              + "}})):close()");
      peer.finish();
    }
    return found.get();
  }

  @Test
  void a_handshake_says_which_trace_it_belongs_to() throws Exception {
    assertThat(traceparent("Other = 'x'")).isEqualTo(TRACEPARENT);
  }

  @Test
  void what_the_script_says_of_a_trace_goes_first() throws Exception {
    assertThat(traceparent("TraceParent = 'its own'")).isEqualTo("its own");
  }

  @Test
  void each_attempt_has_exactly_one_end() throws Exception {
    Limits one =
        new Limits(Duration.ofSeconds(30), 1L << 30, 1 << 26, 1000, 1000, 1, 10, 10, 1000, 1 << 20);
    try (RawPeer peer = echo()) {
      TestEngine.TestRun run =
          lua.start(
              peer.port(),
              """
              local first = assert(websocket.connect("ws://localhost:PORT/first"))
              websocket.connect("ws://localhost:PORT/too-many")
              first:close()
              websocket.connect("ws://localhost:PORT/forbidden")
              websocket.connect("ws://private.test/private")
              websocket.connect("ws://nowhere.test/nowhere")
              """,
              one,
              Map.of(Actor.class, LuaHarness.ACTOR));
      LuaHarness.result(run.outcome());
    }
    assertThat(lua.attempts())
        .containsExactly(
            "connecting /first",
            "opened /first",
            "connecting /private",
            "abandoned Denied[]",
            "connecting /nowhere",
            "abandoned Failed[at=DNS]");
  }

  @Test
  void an_attempt_for_which_the_node_has_no_place_is_abandoned() throws Exception {
    try (LuaHarness full = new LuaHarness(new ConnectionRegistry.Limits(1, 1));
        RawPeer peer = echo()) {
      full.run(
          peer.port(),
          """
          local first = assert(websocket.connect("ws://localhost:PORT/first"))
          websocket.connect("ws://localhost:PORT/second")
          first:close()
          """);
      assertThat(full.attempts())
          .containsExactly(
              "connecting /first",
              "opened /first",
              "connecting /second",
              "abandoned Limited[limit=NODE]");
    }
  }

  @Test
  void connections_at_the_same_time_are_limited_and_closing_makes_room() throws Exception {
    Limits one =
        new Limits(Duration.ofSeconds(30), 1L << 30, 1 << 26, 1000, 1000, 1, 10, 10, 1000, 1 << 20);
    try (RawPeer peer = echo()) {
      assertThat(
              LuaHarness.result(
                  lua.start(
                          peer.port(),
                          """
                          local url = "ws://localhost:PORT/"
                          local first = websocket.connect(url)
                          local second, err = websocket.connect(url)
                          first:close()
                          local _, third = websocket.connect("ws://nowhere.test/")
                          return { second == nil, err:kind(), err:retryable(), err:message(), third:kind() }
                          """,
                          one,
                          Map.of(Actor.class, LuaHarness.ACTOR))
                      .outcome()))
          .isEqualTo(
              "[true,\"RateLimited\",false,"
                  + "\"too many connections: the job's limit of 1 is reached\",\"Internal\"]");
    }
  }

  @Test
  void messages_that_wait_count_as_memory_though_the_script_has_let_go_of_the_client()
      throws Exception {
    Limits small =
        new Limits(Duration.ofSeconds(30), 1L << 30, 1 << 20, 1000, 1000, 1, 10, 10, 1000, 1 << 20);
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          for (int i = 0; i < 3; i++) {
            session.text("x".repeat(450_000));
          }
          session.readClose();
        })) {
      TestEngine.TestRun run =
          lua.start(
              peer.port(),
              """
              websocket.connect("ws://localhost:PORT/")
              while true do time.after("1ms"):receive() end
              """,
              small,
              Map.of(Actor.class, LuaHarness.ACTOR));
      assertThat(run.failure().reason()).isEqualTo(Failure.Reason.MEMORY);
      peer.finish();
    }
  }

  // Ends of jobs

  @Test
  void a_job_that_ends_closes_what_it_left_open() throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          RawPeer.Frame close = session.readClose();
          assertThat(close.closeCode()).isEqualTo(1001);
          assertThat(close.closeReason()).isEqualTo("resource dropped");
        })) {
      lua.run(peer.port(), "websocket.connect('ws://localhost:PORT/') return 1");
      peer.finish();
      await().until(() -> !lua.events(ConnectionEvents.Closed.class).isEmpty());
      assertThat(lua.events(ConnectionEvents.Closed.class).getFirst().closure().initiator())
          .isEqualTo(Closure.Initiator.JOB_END);
    }
  }

  @Test
  void a_cancelled_job_gives_up_its_dial() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          asked.countDown();
          assertThat(session.readsEnd()).isTrue();
        })) {
      TestEngine.TestRun run =
          lua.start(peer.port(), "return websocket.connect('ws://localhost:PORT/')");
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      run.run().cancel();
      assertThat(run.outcome()).isInstanceOf(Outcome.Cancelled.class);
      peer.finish();
    }
    await()
        .untilAsserted(() ->
            assertThat(lua.attempts())
                .containsExactly("connecting /", "abandoned Failed[at=CANCELLED]"));
  }

  @Test
  void waiting_for_a_message_is_no_deadlock_and_a_lost_peer_ends_it() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
          session.reset();
        })) {
      TestEngine.TestRun run =
          lua.start(
              peer.port(),
              """
              local ch = websocket.connect("ws://localhost:PORT/"):channel()
              local _, ok = ch:receive()
              return ok
              """);
      await().until(() -> !lua.events(ConnectionEvents.Opened.class).isEmpty());
      end.countDown();
      assertThat(LuaHarness.result(run.outcome())).isEqualTo("false");
    }
  }
}
