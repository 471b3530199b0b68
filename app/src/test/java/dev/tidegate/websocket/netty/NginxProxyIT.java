package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.lua.Failure;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectionEvents;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** nginx as it often stands in front of WebSocket servers: ends TLS, and routes by path. */
@Timeout(120)
class NginxProxyIT {

  private static final Path FOLDER = Path.of("target/peers/nginx-proxy");

  private static final String SERVER =
      """
      server {
        listen 127.0.0.1:PORT_0 ssl;
        ssl_certificate proxy.crt;
        ssl_certificate_key proxy.key;
        large_client_header_buffers 4 8k;
        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection upgrade;
        location /node/ { proxy_pass http://127.0.0.1:NODE/; }
        location /python/ { proxy_pass http://127.0.0.1:PYTHON/; }
        location /impatient/ { proxy_pass http://127.0.0.1:NODE/; proxy_read_timeout 500ms; }
        location /header/ {
          proxy_pass http://127.0.0.1:NODE/header;
          add_header X-One "LONG"; add_header X-Two "LONG"; add_header X-Three "LONG";
        }
        location /denied { deny all; }
        location /moved { return 301 wss://elsewhere.peer.test/; }
        location /text { default_type text/plain; return 429 "too many of you\\n  come back later\\n"; }
        location /long { default_type text/plain; return 503 "LONG"; }
        location /headers {
          default_type text/plain;
          add_header X-One "LONG" always; add_header X-Two "LONG" always;
          return 400 "with headers";
        }
        location /gone { proxy_pass http://127.0.0.1:1/; }
        location /page { return 200 "a page"; }
      }
      server {
        listen 127.0.0.1:PORT_1;
        large_client_header_buffers 2 2k;
      }
      """;

  private static PeerProcess node;
  private static PeerProcess python;
  private static Nginx nginx;
  private static TestAuthority authority;

  private LuaHarness lua;

  @BeforeAll
  static void startServers() throws Exception {
    authority = new TestAuthority("Test Root");
    Nginx.install(FOLDER, "proxy", authority.issue("proxy.peer.test"));
    node = PeerProcess.ws(true);
    python = PeerProcess.pythonWebsockets(PeerProcess.Deflate.DEFLATE);
    nginx =
        Nginx.start(
            FOLDER,
            SERVER
                .replace("NODE", Integer.toString(node.port()))
                .replace("PYTHON", Integer.toString(python.port()))
                .replace("LONG", "a long text ".repeat(250)));
  }

  @AfterAll
  static void stopServers() {
    if (nginx != null) {
      nginx.close();
    }
    if (python != null) {
      python.close();
    }
    if (node != null) {
      node.close();
    }
  }

  @BeforeEach
  void startEngine() throws Exception {
    lua =
        new LuaHarness(
            SslContextBuilder.forClient().trustManager(authority.root().getCertificate()).build());
  }

  @AfterEach
  void closeEngine() {
    lua.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void two_servers_share_a_name_and_a_port(int compression) throws Exception {
    assertThat(
            lua.run(
                nginx.port(0),
                """
                local heard = {}
                for _, path in ipairs({ "node", "python" }) do
                  local client = assert(websocket.connect(
                    "wss://proxy.peer.test:PORT/" .. path .. "/?a=b",
                    { protocols = { "chat" }, compression = MODE, compression_threshold = 1 }))
                  local ch = client:channel()
                  for _, size in ipairs({ 0, 5, 1000, 70000, 500000 }) do
                    local text = ("x1"):rep(size)
                    assert(client:send(text))
                    assert(ch:receive().data == text)
                  end
                  heard[#heard + 1] = client:close(4001, path)
                end
                return heard
                """
                    .replace("MODE", Integer.toString(compression))))
        .isEqualTo("[true,true]");
    assertThat(node.line("closed")).isEqualTo("closed 4001 node");
    assertThat(python.line("closed")).isEqualTo("closed 4001 python");
    assertThat(lua.events(ConnectionEvents.Opened.class))
        .extracting(ConnectionEvents.Opened::compressed)
        .containsExactly(compression != 0, compression != 0);
  }

  @Test
  void what_the_server_says_before_its_close_comes_through() throws Exception {
    assertThat(
            lua.run(
                nginx.port(0),
                """
                local client = assert(websocket.connect("wss://proxy.peer.test:PORT/node/burst",
                  { channel_capacity = 2 }))
                local count = 0
                while client:channel():receive() do count = count + 1 end
                return count
                """))
        .isEqualTo("100");
    assertThat(closure()).isEqualTo("1000 all PEER");
  }

  @Test
  void a_connection_that_is_silent_for_too_long_for_the_proxy_is_lost() throws Exception {
    assertThat(
            lua.run(
                nginx.port(0),
                """
                local client = assert(websocket.connect("wss://proxy.peer.test:PORT/impatient/"))
                local message, ok = client:channel():receive()
                local sent, err = client:send("too late")
                return { message == nil, ok, sent, err:kind(), err:retryable() }
                """))
        .isEqualTo("[true,false,false,\"Internal\",false]");
    assertThat(closure()).isEqualTo("1006  LOST");
  }

  @Test
  void pings_keep_a_connection_alive_that_the_proxy_would_close() throws Exception {
    assertThat(
            lua.run(
                nginx.port(0),
                """
                local client = assert(websocket.connect("wss://proxy.peer.test:PORT/impatient/"))
                local ch, start, pings = client:channel(), time.now(), 0
                while time.now():sub(start):milliseconds() < 1500 do
                  local pause = time.after("100ms")
                  local r = channel.select { ch:case_receive(), pause:case_receive() }
                  assert(r.channel == pause, "the connection ended")
                  assert(client:ping())
                  pings = pings + 1
                end
                assert(client:send("still here"))
                return { pings > 2, ch:receive().data, client:close() }
                """))
        .isEqualTo("[true,\"still here\",true]");
  }

  @ParameterizedTest
  @CsvSource({
    "nowhere, 404, ''",
    "denied, 403, ''",
    "gone, 502, ''",
    "moved, 301, ''",
    "page, 200, ' (a page)'",
    "text, 429, ' (too many of you come back later)'",
    "headers, 400, ' (with headers)'"
  })
  void an_answer_that_is_no_upgrade_fails_the_dial_with_its_status(
      String path, int status, String body) throws Exception {
    Failure failure = failure("wss://proxy.peer.test:PORT/" + path);

    assertThat(failure.message())
        .isEqualTo("failed to dial websocket: expected status 101 but got " + status + body);
    assertThat(failure.kind()).isEqualTo("Internal");
    assertThat(failure.retryable()).isTrue();
    assertThat(lua.lookUps()).isEqualTo(1);
  }

  @Test
  void a_long_answer_is_cut() throws Exception {
    assertThat(failure("wss://proxy.peer.test:PORT/long").message())
        .startsWith("failed to dial websocket: expected status 101 but got 503 (a long text a long")
        .hasSizeLessThan(300)
        .endsWith("...)");
  }

  @Test
  void large_headers_go_both_ways() throws Exception {
    assertThat(
            lua.run(
                nginx.port(0),
                """
                local client = assert(websocket.connect("wss://proxy.peer.test:PORT/header/",
                  { headers = { ["X-Large"] = ("h"):rep(8000) } }))
                return #client:channel():receive().data
                """))
        .isEqualTo("8000");
  }

  @Test
  void headers_that_are_too_large_for_the_proxy_fail_the_dial() throws Exception {
    assertThat(
            lua.start(
                    nginx.port(1),
                    """
                    return websocket.connect("ws://proxy.peer.test:PORT/",
                      { headers = { ["X-Large"] = ("h"):rep(3000) } })
                    """)
                .failure()
                .message())
        .isEqualTo("failed to dial websocket: expected status 101 but got 400");
  }

  @Test
  void a_request_without_tls_to_a_port_of_tls_is_refused() throws Exception {
    assertThat(failure("ws://proxy.peer.test:PORT/node/").message())
        .isEqualTo("failed to dial websocket: expected status 101 but got 400");
  }

  private Failure failure(String url) throws Exception {
    return lua.start(nginx.port(0), "return websocket.connect('" + url + "')").failure();
  }

  private String closure() {
    await().until(() -> !lua.events(ConnectionEvents.Closed.class).isEmpty());
    Closure closure = lua.events(ConnectionEvents.Closed.class).getFirst().closure();
    return closure.code() + " " + closure.reason() + " " + closure.initiator();
  }
}
