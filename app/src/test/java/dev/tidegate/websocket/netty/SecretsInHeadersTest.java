package dev.tidegate.websocket.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actor;
import dev.tidegate.variable.Variables;
import dev.tidegate.websocket.ConnectionEvents.Denied;
import dev.tidegate.websocket.HandshakeSecrets;
import dev.tidegate.websocket.HandshakeSecrets.Plaintext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Secrets reach the peer, and nobody else, whatever goes wrong. */
@Timeout(60)
class SecretsInHeadersTest {

  /** Is in every secret's value, and nowhere else. */
  private static final String CANARY = "c4n4ry";

  private static final String KEY = CANARY + "-key";

  private static SSLContext server;
  private static LuaHarness lua;

  @BeforeAll
  static void start_an_engine(@TempDir Path directory) throws Exception {
    Map<String, String> values = new HashMap<>();
    values.put("market-key", KEY);
    values.put("market-user", CANARY + "-user");
    values.put("market-hidden", CANARY);
    values.put("other", CANARY);
    values.put("narrow", CANARY);
    values.put("bad-empty", "");
    values.put("bad-split", CANARY + "\r\nX-Injected: 1");
    values.put("bad-nul", CANARY + "\0");
    values.put("bad-blank", CANARY + " ");
    values.put("bad-two-ends", CANARY + "\n\n");
    values.put("bad-long", CANARY + "x".repeat(8 << 10));
    Files.writeString(directory.resolve("market-file"), CANARY + "-file\n");
    Files.writeString(directory.resolve("market-windows"), CANARY + "-windows\r\n");
    Files.write(directory.resolve("market-bytes"), (CANARY + "\u00e9\t1").getBytes(ISO_8859_1));
    TestAuthority authority = new TestAuthority("Test Root");
    X509Bundle certificate = authority.issue("feed.peer.test");
    server = SSLContext.getInstance("TLS");
    server.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
    lua =
        new LuaHarness(
            SslContextBuilder.forClient().trustManager(authority.root().getCertificate()).build(),
            new HandshakeSecrets(
                Variables.of(values, List.of(directory), warning -> {}), Plaintext.LOOPBACK));
  }

  @AfterAll
  static void close_the_engine() {
    lua.close();
  }

  @BeforeEach
  void forget_what_was_asked() {
    lua.asked().clear();
    lua.events().clear();
  }

  /** What the peer finds in the header X-Test. */
  private static String sent(String value) throws Exception {
    StringBuilder found = new StringBuilder();
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          found.append(session.headers().get("x-test"));
          session.frame(0x88, session.readClose().payload());
        })) {
      lua.run(
          peer.port(),
          "local c = assert(websocket.connect('ws://localhost:PORT/', {headers = {['X-Test'] = '"
              + value
              + "'}})) c:close()");
      peer.finish();
    }
    return found.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "${secret:market-key}, c4n4ry-key",
    "Bearer ${secret:market-key}, Bearer c4n4ry-key",
    "'u=${secret:market-user}; k=${secret:market-key}!', u=c4n4ry-user; k=c4n4ry-key!",
    "${secret:market-key}${secret:market-key}, c4n4ry-keyc4n4ry-key",
    "${secret:market-file}, c4n4ry-file",
    "${secret:market-windows}, c4n4ry-windows",
    "${secret:market-bytes}, c4n4ry\u00e9\t1",
    "$${secret:market-key}, ${secret:market-key}",
    "$$${secret:market-key}, $${secret:market-key}",
    "$${secret: ${secret:market-key}, ${secret: c4n4ry-key",
    "${market-key} $ { $$ ${secrets:x}, ${market-key} $ { $$ ${secrets:x}"
  })
  void a_reference_is_replaced_by_the_value(String given, String sent) throws Exception {
    assertThat(sent(given)).isEqualTo(sent);
  }

  @Test
  void a_value_without_references_asks_nobody_about_secrets() throws Exception {
    sent("plain $${secret:x}");

    assertThat(secretsAsked()).isEmpty();
  }

  @Test
  void it_goes_over_tls_to_every_host_that_policies_allow() throws Exception {
    StringBuilder found = new StringBuilder();
    try (RawPeer peer =
        new RawPeer(
            server.getServerSocketFactory(),
            session -> {
              session.upgrade();
              found.append(session.headers().get("authorization"));
              session.frame(0x88, session.readClose().payload());
            })) {
      lua.run(
          peer.port(),
          "local c = assert(websocket.connect('wss://feed.peer.test:PORT/', {headers ="
              + " {Authorization = 'Bearer ${secret:market-key}'}})) c:close()");
      peer.finish();
    }
    assertThat(found).hasToString("Bearer " + KEY);
  }

  @Test
  void policies_are_asked_about_each_secret_with_the_url_and_the_header() throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> session.frame(0x88, session.readClose().payload()))) {
      lua.run(
          peer.port(),
          """
          local c = assert(websocket.connect("WS://LOCALHOST:PORT/a/../b?token=x", {headers = {
            ["X-Two"] = "${secret:market-user} ${secret:market-key}",
            Authorization = "${secret:market-key} ${secret:market-key}",
          }}))
          c:close()
          """);
      assertThat(lua.asked().stream().map(AccessRequest::action))
          .containsExactly(
              "websocket.connect",
              "websocket.connect.url",
              "secret.use",
              "secret.use",
              "secret.use");
      assertThat(
              secretsAsked().stream()
                  .map(request ->
                      request.resource() + " in " + request.meta().values().get("header")))
          .containsExactly(
              "market-key in authorization", "market-key in x-two", "market-user in x-two");
      assertThat(secretsAsked().getFirst().meta().values())
          .containsEntry("url", "ws://localhost:" + peer.port() + "/b")
          .containsEntry("scheme", "ws")
          .containsEntry("host", "localhost")
          .containsEntry("port", (long) peer.port())
          .containsEntry("path", "/b");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, /feed, Authorization, true",
    "localhost, /feed, X-Other, false",
    "localhost, /other, Authorization, false"
  })
  void a_policy_may_be_for_one_place_and_one_header(
      String host, String path, String header, boolean allowed) throws Exception {
    String result =
        lua.run(
            1,
            "local c, e = websocket.connect('ws://%s:PORT%s', {headers = {['%s'] = '${secret:narrow}'}})"
                    .formatted(host, path, header)
                + " return e:message()");

    // Nobody listens there, which only those find out who may connect.
    assertThat(result)
        .isEqualTo(
            allowed
                ? "\"failed to dial websocket: host unreachable\""
                : "\"secret not allowed: narrow\"");
  }

  private static List<AccessRequest> secretsAsked() {
    return lua.asked().stream().filter(request -> request.action().equals("secret.use")).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "market-hidden, SECRET_POLICY, test:hidden",
    "other, SECRET_POLICY, ''",
    "nowhere, SECRET_POLICY, ''",
    "market-missing, SECRET_MISSING, ''",
    "bad-empty, SECRET_UNUSABLE, ''",
    "bad-split, SECRET_UNUSABLE, ''",
    "bad-nul, SECRET_UNUSABLE, ''",
    "bad-blank, SECRET_UNUSABLE, ''",
    "bad-two-ends, SECRET_UNUSABLE, ''",
    "bad-long, SECRET_UNUSABLE, ''"
  })
  void a_script_cant_tell_why_it_does_not_get_one_and_operators_can(
      String name, Denied.Rule rule, String match) throws Exception {
    int lookUps = lua.lookUps();

    assertThat(refusal(1, "Bearer ${secret:" + name + "}"))
        .isEqualTo("[true,\"PermissionDenied\",false,\"secret not allowed: " + name + "\",true]");

    assertThat(lua.lookUps()).isEqualTo(lookUps);
    Denied denied = lua.events(Denied.class).getFirst();
    assertThat(denied.by()).isEqualTo(rule);
    assertThat(denied.match()).isEqualTo(match);
    assertThat(denied.reason()).contains("the secret " + name);
    assertThat(lua.events()).hasSize(1).asString().doesNotContain(CANARY);
  }

  @Test
  void one_that_is_refused_refuses_the_connection_however_many_are_allowed() throws Exception {
    assertThat(refusal(1, "${secret:market-key} ${secret:other} ${secret:market-user}"))
        .contains("secret not allowed: other");
  }

  private static String refusal(int port, String value) throws Exception {
    return lua.run(
        port,
        "local c, e = websocket.connect('ws://localhost:PORT/', {headers = {Authorization = '"
            + value
            + "'}}) return {c == nil, e:kind(), e:retryable(), e:message(), e:details() == nil}");
  }

  @Test
  void none_goes_unencrypted_to_another_machine() throws Exception {
    assertThat(
            lua.run(
                1,
                "local c, e = websocket.connect('ws://feed.peer.test:PORT/', {headers = {A ="
                    + " '${secret:market-key}'}}) return {e:kind(), e:message()}"))
        .isEqualTo("[\"PermissionDenied\",\"secret not allowed over ws: market-key\"]");
    assertThat(lua.events(Denied.class).getFirst().by()).isEqualTo(Denied.Rule.SECRET_PLAINTEXT);
    assertThat(secretsAsked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${secret:}",
        "${secret:a b}",
        "${secret:a",
        "${secret:../other}",
        "${secret:${secret:market-key}}",
        "${secret:market-key } 7okEn"
      })
  void what_is_no_reference_is_a_fault_that_does_not_show_the_value(String value) throws Exception {
    assertThat(refusal(1, value))
        .contains("Invalid", "headers: the value of \\\"Authorization\\\" has a", "names no secret")
        .doesNotContain("7okEn");
    assertThat(secretsAsked()).isEmpty();
  }

  @Test
  void there_are_eight_references_at_most() throws Exception {
    assertThat(sent("${secret:market-key}".repeat(8))).isEqualTo(KEY.repeat(8));
    assertThat(refusal(1, "${secret:market-key}".repeat(9)))
        .contains("Invalid", "at most 8 references to secrets");
  }

  @Test
  void options_are_looked_at_before_anybody_is_asked_about_secrets() throws Exception {
    assertThat(
            lua.run(
                1,
                "local c, e = websocket.connect('ws://localhost:PORT/', {channel_capacity = 0,"
                    + " headers = {A = '${secret:other}'}}) return e:kind()"))
        .isEqualTo("\"Invalid\"");
    assertThat(secretsAsked()).isEmpty();
  }

  /** How a peer can fail a handshake, most ways with what it was sent in its answer. */
  enum Failing {
    BODY {
      @Override
      void answer(RawPeer.Session session, String echo) throws Exception {
        session.sendText(
            "HTTP/1.1 403 Forbidden\r\nContent-Length: " + echo.length() + "\r\n\r\n" + echo);
      }
    },
    ENDLESS_BODY {
      @Override
      void answer(RawPeer.Session session, String echo) throws Exception {
        session.sendText("HTTP/1.1 500 No\r\n\r\n" + (echo + " ").repeat(200));
      }
    },
    STATUS_LINE {
      @Override
      void answer(RawPeer.Session session, String echo) throws Exception {
        session.sendText("HTTP/1.1 401 " + echo + "\r\nContent-Length: 0\r\n\r\n");
      }
    },
    HEADERS {
      @Override
      void answer(RawPeer.Session session, String echo) throws Exception {
        session.sendText(
            "HTTP/1.1 302 Found\r\nLocation: /"
                + echo
                + "\r\nWWW-Authenticate: "
                + echo
                + "\r\nContent-Length: 0\r\n\r\n");
      }
    },
    PROTOCOL {
      @Override
      void answer(RawPeer.Session session, String echo) throws Exception {
        session.sendText(session.answer("Sec-WebSocket-Protocol: " + echo));
      }
    },
    EXTENSION {
      @Override
      void answer(RawPeer.Session session, String echo) throws Exception {
        session.sendText(session.answer("Sec-WebSocket-Extensions: " + echo));
      }
    },
    ACCEPT {
      @Override
      void answer(RawPeer.Session session, String echo) throws Exception {
        session.sendText(
            "HTTP/1.1 101 "
                + echo
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + echo
                + "\r\n\r\n");
      }
    },
    NO_HTTP {
      @Override
      void answer(RawPeer.Session session, String echo) throws Exception {
        session.sendText(echo + "\r\n" + echo + ": " + echo + "\r\n\r\n");
      }
    },
    NOTHING {
      @Override
      void answer(RawPeer.Session session, String echo) {}
    };

    abstract void answer(RawPeer.Session session, String echo) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void a_peer_that_repeats_it_while_it_refuses_shows_it_to_nobody(Failing how) throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();
    String result;
    try (RawPeer peer =
            new RawPeer(session -> {
              session.readRequest();
              how.answer(session, String.valueOf(session.headers().get("authorization")));
            });
        Listening _ = new Listening(log)) {
      TestEngine.TestRun run =
          lua.start(
              peer.port(),
              """
              local options = {headers = {Authorization = "${secret:market-key}"}}
              local c, e = websocket.connect("ws://localhost:PORT/", options)
              print(e, e:stack(), json.encode(e), options.headers.Authorization)
              return {c == nil, tostring(e), e:stack(), e:details() or {}, json.encode(e), options}
              """);
      result = LuaHarness.result(run.outcome());
      assertThat(run.log().toString()).doesNotContain(CANARY);
      peer.finish();
    }
    assertThat(result).startsWith("[true,\"failed to dial").doesNotContain(CANARY);
    assertThat(result).contains("${secret:market-key}");
    assertThat(lua.events()).isNotEmpty();
    assertThat(lua.events().toString()).doesNotContain(CANARY);
    assertThat(log).as("all that was logged").isNotEmpty();
    assertThat(log.toString()).doesNotContain(CANARY);
  }

  @Test
  void an_open_connection_shows_it_nowhere() throws Exception {
    CountDownLatch looked = new CountDownLatch(1);
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();
          session.text("go on");
          session.frame(0x88, session.readClose().payload());
        })) {
      TestEngine.TestRun run =
          lua.start(
              peer.port(),
              """
              local options = {headers = {Authorization = "${secret:market-key}"}}
              local c = assert(websocket.connect("ws://localhost:PORT/", options))
              print("open")
              c:channel():receive()
              local seen = {tostring(c), c:id(), options.headers.Authorization}
              c:close()
              seen[#seen + 1] = json.encode(c:close_info())
              return seen
              """);
      await().until(() -> !run.log().isEmpty());
      assertThat(lua.registry().ofJob("job").toString()).contains("ws://").doesNotContain(CANARY);
      looked.countDown();
      assertThat(LuaHarness.result(run.outcome()))
          .contains("${secret:market-key}")
          .doesNotContain(CANARY);
      peer.finish();
    }
    assertThat(lua.events()).hasSizeGreaterThan(1);
    assertThat(lua.events().toString()).doesNotContain(CANARY);
  }

  @Test
  void refusals_in_a_loop_end_at_the_limit_of_work() throws Exception {
    Failure failure =
        lua.start(
                1,
                "while true do websocket.connect('ws://localhost:PORT/', {headers = {A ="
                    + " '${secret:other}'}}) end",
                new Limits(
                    Duration.ofSeconds(60),
                    3_000_000,
                    16 << 20,
                    1 << 20,
                    1 << 20,
                    16,
                    100,
                    100,
                    1000,
                    8 << 20),
                Map.of(Actor.class, LuaHarness.ACTOR))
            .failure();

    assertThat(failure.reason()).isEqualTo(Failure.Reason.INSTRUCTIONS);
  }

  /** Hears everything that is logged, at every level. */
  private static final class Listening implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final AppenderBase<ILoggingEvent> appender;

    Listening(List<String> log) {
      appender =
          new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
              log.add(event.getFormattedMessage() + event.getThrowableProxy());
            }
          };
      appender.start();
      root.addAppender(appender);
      root.setLevel(Level.TRACE);
      LoggerFactory.getLogger(SecretsInHeadersTest.class).trace("listening");
    }

    @Override
    public void close() {
      root.setLevel(before);
      root.detachAppender(appender);
    }
  }
}
