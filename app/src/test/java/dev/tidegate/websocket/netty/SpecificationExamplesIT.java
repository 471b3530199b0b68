package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Failure;
import dev.tidegate.lua.LogEntry;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The specification's examples, word for word, against npm's {@code ws}. Only the address of the
 * server is replaced; what an example takes from its surroundings stands in a prelude before it,
 * what it is for is checked behind it.
 */
@Timeout(180)
class SpecificationExamplesIT {

  private static final Path EXAMPLES = Path.of("src/test/lua/specification");

  private static PeerProcess peer;
  private static LuaHarness lua;

  @BeforeAll
  static void start() throws Exception {
    peer = PeerProcess.ws(true);
    lua = new LuaHarness();
  }

  @AfterAll
  static void stop() {
    if (lua != null) {
      lua.close();
    }
    if (peer != null) {
      peer.close();
    }
  }

  /** The example with the peer's address in place of the public one. */
  private static String example(String name, String path) throws IOException {
    String text = Files.readString(EXAMPLES.resolve(name + ".lua"));
    return text.replaceAll("wss://[a-z]+\\.example\\.com/[a-z]+", "ws://localhost:PORT" + path);
  }

  private static String connected(String path) throws IOException {
    return "local websocket = require(\"websocket\")\n" + example("connect", path);
  }

  private static String run(String... parts) throws Exception {
    return lua.run(peer.port(), String.join("\n", parts));
  }

  @Test
  void basic_connection() throws Exception {
    assertThat(run(connected("/echo"), "client:close() return err == nil")).isEqualTo("true");
  }

  @Test
  void connection_with_options() throws Exception {
    assertThat(
            run(
                "local websocket = require('websocket') local token = 'sesame'",
                example("options", "/secret"),
                "if err then return nil, err end",
                "client:send('with options') local msg = client:channel():receive() client:close()",
                "return msg.data"))
        .isEqualTo("\"with options\"");
    assertThat(
            run(
                "local websocket = require('websocket') local token = 'sesame'",
                example("options", "/protocol"),
                "return client:channel():receive().data"))
        .isEqualTo("\"graphql-ws\"");
    assertThat(
            run(
                "local websocket = require('websocket') local token = 'sesame'",
                example("options", "/extensions"),
                "return client:channel():receive().data"))
        .contains("permessage-deflate");
  }

  @Test
  void text_and_binary_messages_and_ping() throws Exception {
    assertThat(
            run(
                connected("/echo"),
                example("send", ""),
                "local binary_data = '\\0\\1\\255'",
                example("send_binary", ""),
                example("ping", ""),
                "local ch, got = client:channel(), {}",
                "for i = 1, 3 do local msg = ch:receive() got[i] = {msg.type, #msg.data} end",
                "got[2][2] = 'json' return got"))
        .isEqualTo("[[\"text\",14],[\"text\",\"json\"],[\"binary\",3]]");
  }

  @Test
  void basic_receive() throws Exception {
    TestRun run =
        lua.start(
            peer.port(),
            String.join(
                "\n", connected("/echo"), "client:send('to myself')", example("receive", "")));

    assertThat(run.outcome()).isInstanceOf(Outcome.Succeeded.class);
    assertThat(run.log())
        .extracting(LogEntry::message)
        .containsExactly("Type:\ttext", "Data:\tto myself");
  }

  @Test
  void message_loop() throws Exception {
    assertThat(
            run(
                connected("/ticks"),
                "client:send('go') local sum = 0",
                "local function handle_message(data) sum = sum + data.value end",
                example("message_loop", ""),
                "return sum"))
        .isEqualTo("510");
  }

  @Test
  void select_with_keep_alive() throws Exception {
    // The example has no way out but an error: processing raises one when it has seen enough.
    TestRun run =
        lua.start(
            peer.port(),
            String.join(
                "\n",
                connected("/ticks"),
                "client:send('go') local seen = 0",
                "local function process(data) seen = seen + 1 if seen == 5 then error('seen all', 0) end end",
                example("select", "")));

    Failure failure = run.failure();
    assertThat(failure.message()).isEqualTo("seen all");
  }

  @Test
  void closing_with_and_without_code() throws Exception {
    try (PeerProcess own = PeerProcess.ws(false)) {
      for (List<String> close :
          List.of(
              List.of("close", "closed 1000 "),
              List.of("close_with_reason", "closed 1000 Session ended"),
              List.of("close_with_error", "closed 1011 Processing failed"))) {
        lua.run(own.port(), connected("/echo") + "\n" + example(close.getFirst(), ""));

        assertThat(own.line("closed")).isEqualTo(close.getLast());
      }
    }
  }

  @Test
  void chat_in_real_time() throws Exception {
    assertThat(
            run(
                "local websocket = require('websocket') local token = 'sesame'",
                example("chat", "/ticks"),
                "local heard = 0",
                "connect_chat('lobby', function(data) heard = heard + 1 end)",
                "return heard"))
        .isEqualTo("5");
  }

  @Test
  void price_stream_with_keep_alive() throws Exception {
    assertThat(
            run(
                "local websocket = require('websocket') local prices = {}",
                "local function update_price(symbol, value) prices[symbol] = value end",
                example("prices", "/ticks"),
                "return prices"))
        .isEqualTo("{\"BTC-USD\":104}");
  }

  @Test
  void errors_tell_refusal_from_trouble() throws Exception {
    TestRun denied = failing("ws://localhost:PORT/forbidden");
    assertThat(denied.failure().kind()).isEqualTo("PermissionDenied");
    assertThat(denied.failure().retryable()).isFalse();
    assertThat(denied.log())
        .singleElement()
        .extracting(LogEntry::message)
        .asString()
        .startsWith("Acceso denegado:\t");

    TestRun unreachable = failing("ws://localhost:1/echo");
    assertThat(unreachable.failure().kind()).isEqualTo("Internal");
    assertThat(unreachable.failure().retryable()).isTrue();
    assertThat(unreachable.log())
        .singleElement()
        .extracting(LogEntry::message)
        .asString()
        .startsWith("Error temporal:\t");
  }

  private static TestRun failing(String url) throws Exception {
    return lua.start(
        peer.port(),
        "local websocket = require('websocket') local url = '"
            + url
            + "'\n"
            + example("errors", ""));
  }
}
