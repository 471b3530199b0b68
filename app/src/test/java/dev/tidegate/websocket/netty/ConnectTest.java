package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code websocket.connect} takes, and what becomes of it. */
@Timeout(60)
class ConnectTest {

  private static LuaHarness lua;

  @BeforeAll
  static void start_an_engine() throws Exception {
    lua = new LuaHarness();
  }

  @AfterAll
  static void close_the_engine() {
    lua.close();
  }

  private static RawPeer polite() {
    return RawPeer.upgraded(session -> {
      RawPeer.Frame close = session.readClose();
      session.frame(0x88, close.payload());
    });
  }

  private static RawPeer silent() {
    return new RawPeer(session -> {
      session.readRequest();
      session.readsEnd();
    });
  }

  @Test
  void the_module_has_these_names_and_no_others() throws Exception {
    assertThat(
            lua.run(
                0,
                """
                local function names(of)
                  local t = {}
                  for name, value in pairs(of) do
                    t[#t + 1] = type(value) == "number" and name .. "=" .. value or name
                  end
                  table.sort(t)
                  return table.concat(t, " ")
                end
                assert(require("websocket") == require("websocket"))
                return { names(websocket), names(websocket.COMPRESSION), names(websocket.CLOSE_CODES) }
                """))
        .isEqualTo(
            "[\"BINARY=2 CLOSE_CODES COMPRESSION TEXT=1 TYPE_BINARY TYPE_CLOSE TYPE_PING TYPE_PONG"
                + " TYPE_TEXT connect\","
                + "\"CONTEXT_TAKEOVER=1 DISABLED=0 NO_CONTEXT=2\","
                + "\"ABNORMAL_CLOSURE=1006 BAD_GATEWAY=1014 GOING_AWAY=1001 INTERNAL_ERROR=1011"
                + " INVALID_PAYLOAD=1007 MANDATORY_EXTENSION=1010 MESSAGE_TOO_BIG=1009 NORMAL=1000"
                + " NO_STATUS=1005 POLICY_VIOLATION=1008 PROTOCOL_ERROR=1002 RESERVED=1004"
                + " SERVICE_RESTART=1012 TLS_HANDSHAKE=1015 TRY_AGAIN_LATER=1013"
                + " UNSUPPORTED_DATA=1003\"]");
  }

  @Test
  void a_number_is_taken_for_a_url_that_is_none() throws Exception {
    assertThat(
            lua.run(
                0,
                """
                local c, e = websocket.connect(5)
                return { c == nil, e:kind(), (e:message():match("^[^:]*: [^:]*")) }
                """))
        .isEqualTo("[true,\"Internal\",\"failed to dial websocket: invalid URL\"]");
  }

  @Test
  void a_port_where_nobody_listens_is_a_failed_dial_to_retry() throws Exception {
    int port;
    try (ServerSocket reserved = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = reserved.getLocalPort();
    }
    assertThat(
            lua.run(
                port,
                """
                local c, e = websocket.connect("ws://localhost:PORT/")
                return { c == nil, errors.is(e, errors.INTERNAL), e:retryable(), e:message(), tostring(e) }
                """))
        .isEqualTo(
            "[true,true,true,\"failed to dial websocket: host unreachable\","
                + "\"failed to dial websocket: host unreachable\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://localhost/      | scheme",
        "ftp://localhost/        | scheme",
        "localhost               | ws://host",
        "ws:///path              | host",
        "ws://localhost/#top     | fragment",
        "ws://token@localhost/   | user",
        "ws://local host/        | ''"
      })
  void what_is_no_websocket_url_is_not_even_looked_up(String url, String reason) throws Exception {
    int before = lua.lookUps();
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
    assertThat(lua.lookUps()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nil",
        "{}",
        "{ unknown = {}, [1] = true }",
        "{ headers = {}, protocols = {} }",
        "{ dial_timeout = 0, read_timeout = 0, write_timeout = 0 }",
        "{ dial_timeout = -5, read_timeout = '-1s', write_timeout = '0' }",
        "{ dial_timeout = 30000.5, read_timeout = '1m30s', write_timeout = '24h' }",
        "{ dial_timeout = 86400000, read_timeout = '1.5h', write_timeout = '100000µs' }",
        "{ compression = 0, compression_threshold = 0, read_limit = 0 }",
        "{ compression = 0.9, compression_threshold = 104857600, read_limit = 134217728 }",
        "{ compression = 'disabled', compression_threshold = 1.5 }",
        "{ channel_capacity = 1 }",
        "{ channel_capacity = 10000 }",
        "{ channel_capacity = 1.9, read_limit = 1 }",
        // Only what is in the table itself counts.
        "setmetatable({}, { __index = function() error('asked') end })",
        "setmetatable({}, { __index = { channel_capacity = 0, dial_timeout = {} } })"
      })
  void options_within_their_ranges_are_accepted(String options) throws Exception {
    try (RawPeer peer = polite()) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local results = table.pack(websocket.connect("ws://localhost:PORT/", OPTIONS))
                  return { results[2] == nil, results[1]:close() }
                  """
                      .replace("OPTIONS", options)))
          .isEqualTo("[true,true]");
      peer.finish();
    }
  }

  static Stream<Arguments> wrongOptions() {
    List<String> timeouts = List.of("dial_timeout", "read_timeout", "write_timeout");
    Stream<Arguments> wrongTimeouts =
        timeouts.stream()
            .flatMap(name ->
                Stream.of(
                        "'soon'",
                        "'5'",
                        "''",
                        "'5 s'",
                        "'1d'",
                        "true",
                        "{}",
                        "print",
                        "0/0",
                        "1/0",
                        "86400001",
                        "'24h1ns'")
                    .map(value -> Arguments.of(name, value, "at most 24h")));
    return Stream.concat(
        wrongTimeouts,
        Stream.of(
            Arguments.of("headers", "'X: y'", "must be a table of strings, not \\\"X: y\\\""),
            Arguments.of("headers", "{ A = true }", "must be a string, not a boolean"),
            Arguments.of("headers", "{ A = {} }", "must be a string, not a table"),
            Arguments.of("headers", "{ 'A' }", "names must be strings"),
            Arguments.of("headers", "{ [''] = 'x' }", "not a header name"),
            Arguments.of("headers", "{ A = 'x\\0y' }", "control characters"),
            Arguments.of("protocols", "5", "must be a list of strings, not 5"),
            Arguments.of("protocols", "{ 'a', 5 }", "item 2 must be a string"),
            Arguments.of("protocols", "{ '' }", "item 1 is not a token"),
            Arguments.of("compression", "-1", "a number from 0 to 2, not -1"),
            Arguments.of("compression", "0/0", "a number from 0 to 2, not "),
            Arguments.of("compression", "'1'", "0, 1 or 2, or"),
            Arguments.of("compression", "true", "a number from 0 to 2, not true"),
            Arguments.of("compression", "{}", "not a table"),
            Arguments.of(
                "compression_threshold", "104857601", "from 0 to 104857600, not 104857601"),
            Arguments.of("compression_threshold", "'128'", "from 0 to 104857600, not \\\"128\\\""),
            Arguments.of("read_limit", "-1", "from 0 to 134217728, not -1"),
            Arguments.of("read_limit", "1/0", "from 0 to 134217728, not inf"),
            Arguments.of("read_limit", "false", "from 0 to 134217728, not false"),
            Arguments.of("channel_capacity", "10001", "from 1 to 10000, not 10001"),
            Arguments.of("channel_capacity", "0.9", "from 1 to 10000, not 0.9"),
            Arguments.of("channel_capacity", "-3", "from 1 to 10000, not -3"),
            Arguments.of("channel_capacity", "'32'", "from 1 to 10000, not \\\"32\\\"")));
  }

  @ParameterizedTest
  @MethodSource("wrongOptions")
  void an_option_that_can_not_be_used_is_named_with_what_would_be_right(
      String name, String value, String message) throws Exception {
    int before = lua.lookUps();
    assertThat(
            lua.run(
                9,
                """
                local c, e = websocket.connect("ws://localhost:PORT/", { NAME = VALUE })
                return { c == nil, e:kind(), e:retryable(), e:message() }
                """
                    .replace("NAME", name)
                    .replace("VALUE", value)))
        .startsWith("[true,\"Invalid\",false,\"" + name + ": ")
        .contains(message);
    assertThat(lua.lookUps()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "0.5", "'3ms'", "'1ns'"})
  void a_short_time_to_dial_is_never_taken_for_no_limit(String timeout) throws Exception {
    try (RawPeer peer = silent()) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local c, e = websocket.connect("ws://localhost:PORT/", { dial_timeout = TIMEOUT })
                  return { c == nil, e:kind(), e:retryable(), e:message(), e:details() == nil }
                  """
                      .replace("TIMEOUT", timeout)))
          .isEqualTo("[true,\"Internal\",true,\"failed to dial websocket: timeout\",true]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'50ms'", "50"})
  void a_server_that_sends_no_message_in_time_is_left_though_it_pings(String timeout)
      throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.text("one");
          while (!session.isEnded()) {
            session.frame(0x89, new byte[0]);
          }
        })) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local client = websocket.connect("ws://localhost:PORT/", { read_timeout = TIMEOUT })
                  local ch = client:channel()
                  local first = ch:receive()
                  local value, ok = ch:receive()
                  local info = client:close_info()
                  return { first.data, value == nil, ok, info.code, info.reason, info.initiator }
                  """
                      .replace("TIMEOUT", timeout)))
          .isEqualTo("[\"one\",true,false,1006,\"read timeout\",\"limit\"]");
    }
  }

  @Test
  void a_server_may_choose_none_of_the_protocols() throws Exception {
    try (RawPeer peer = polite()) {
      assertThat(
              lua.run(
                  peer.port(),
                  """
                  local client = websocket.connect("ws://localhost:PORT/", { protocols = { "a" } })
                  return { client:protocol() == nil, client:close() }
                  """))
          .isEqualTo("[true,true]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "websocket.COMPRESSION.CONTEXT_TAKEOVER | permessage-deflate",
        "1.9 | permessage-deflate",
        "\"context_takeover\" | permessage-deflate",
        "websocket.COMPRESSION.NO_CONTEXT |"
            + " permessage-deflate; client_no_context_takeover; server_no_context_takeover",
        "\"no_context_takeover\" |"
            + " permessage-deflate; client_no_context_takeover; server_no_context_takeover",
        "0 | ",
        "\"disabled\" | ",
        "nil | "
      })
  void each_mode_of_compression_has_its_offer(String mode, String offer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          if (offer == null) {
            assertThat(session.headers()).doesNotContainKey("sec-websocket-extensions");
          } else {
            assertThat(session.headers()).containsEntry("sec-websocket-extensions", offer);
          }
          session.readClose();
        })) {
      lua.run(
          peer.port(), "websocket.connect('ws://localhost:PORT/', { compression = " + mode + " })");
      peer.finish();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 128", "2, 0, 512", "1, 1, 1", "2, 1000, 1000"})
  void a_message_is_compressed_from_the_threshold_on(int mode, int threshold, int least)
      throws Exception {
    String agreed =
        mode == 1
            ? "permessage-deflate"
            : "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          session.sendText(session.answer("Sec-WebSocket-Extensions: " + agreed));
          assertThat(session.readFrame().first()).as("shorter").isEqualTo(0x81);
          assertThat(session.readFrame().first()).as("long enough").isEqualTo(0xC1);
          session.readClose();
        })) {
      lua.run(
          peer.port(),
          """
          local client = assert(websocket.connect("ws://localhost:PORT/",
            { compression = MODE, compression_threshold = THRESHOLD }))
          client:send(("x"):rep(LEAST - 1))
          client:send(("x"):rep(LEAST))
          """
              .replace("MODE", Integer.toString(mode))
              .replace("THRESHOLD", Integer.toString(threshold))
              .replace("LEAST", Integer.toString(least)));
      peer.finish();
    }
  }
}
