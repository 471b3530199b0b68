package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.lua.Limits;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.security.JobContext;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.Revocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of connections and attempts when another set of policies comes into force. */
@Timeout(60)
class RevocationTest {

  private static final String CONNECT = entry("connect", "websocket.connect", "*", "allow");
  private static final String ALL = entry("all", "websocket.connect.url", "*", "allow");
  private static final String NOT_ROOT =
      entry("not-root", "websocket.connect.url", "ws://localhost:*/", "deny");

  /** Waits for the end of its connection and says what the script sees of it. */
  private static final String HOLD =
      """
      local client = assert(websocket.connect("ws://localhost:PORT/PATH"))
      local message, ok = client:channel():receive()
      local info = client:close_info()
      local sent, err = client:send("x")
      return { ok, info.code, info.reason, info.initiator, sent, err:kind() }
      """;

  private static final String REVOKED =
      "[false,1008,\"not allowed any more\",\"policy\",false,\"Internal\"]";

  private static final String DIAL =
      """
      local client, err = websocket.connect("ws://localhost:PORT/")
      return { client == nil, err:kind(), err:retryable(), err:message() }
      """;

  private final CountDownLatch resolving = new CountDownLatch(1);
  private final CountDownLatch mayResolve = new CountDownLatch(1);
  private final List<Revocation.Revoked> heard = new CopyOnWriteArrayList<>();
  private LuaHarness lua;
  private Revocation revocation;

  @BeforeEach
  void startEngine() throws Exception {
    lua =
        new LuaHarness(name -> {
          if (name.equals("slow.test")) {
            resolving.countDown();
            awaitUninterrupted(mayResolve);
          }
          return List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        });
    lua.policies().replace(set(CONNECT, ALL));
    revocation = new Revocation(lua.control(), lua.registry(), heard::add);
    lua.policies().listen(revocation);
  }

  @AfterEach
  void closeEngine() {
    mayResolve.countDown();
    revocation.close();
    lua.close();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String entry(String name, String action, String resource, String effect) {
    return """
      - name: %s
        kind: security.policy
        policy: {actions: "%s", resources: "%s", effect: %s}
        groups: [default]
    """
        .formatted(name, action, resource, effect);
  }

  private static String notRoot(String label, String value) {
    return NOT_ROOT.replace(
        "effect: deny",
        "effect: deny, conditions: [{field: meta.job.labels.%s, operator: eq, value: %s}]"
            .formatted(label, value));
  }

  private static PolicySet set(String... entries) {
    return PolicyLoader.parse(
        "test.yaml", "version: \"1.0\"\nnamespace: test\nentries:\n" + String.join("", entries));
  }

  /** Starts a script that holds a connection, and waits for the connection. */
  private TestEngine.TestRun hold(RawPeer peer, String path) throws Exception {
    int before = lua.registry().count();
    TestEngine.TestRun run = lua.start(peer.port(), HOLD.replace("PATH", path));
    await().until(() -> lua.events(ConnectionEvents.Opened.class).size() == before + 1);
    return run;
  }

  private static RawPeer peer() {
    return RawPeer.upgraded(session -> {
      RawPeer.Frame close = session.readClose();
      session.frame(0x88, close.payload());
    });
  }

  private List<ConnectionEvents.Denied> denied() {
    return lua.events(ConnectionEvents.Denied.class);
  }

  @Test
  void what_a_new_set_refuses_is_closed_with_1008_and_the_rest_stays() throws Exception {
    try (RawPeer refused =
            RawPeer.upgraded(session -> {
              RawPeer.Frame close = session.readClose();
              assertThat(close.closeCode()).isEqualTo(1008);
              assertThat(close.closeReason()).isEqualTo("not allowed any more");
              session.frame(0x88, close.payload());
            });
        RawPeer allowed = peer()) {
      TestEngine.TestRun first = hold(refused, "");
      TestEngine.TestRun second = hold(allowed, "other");

      PolicySet next = set(CONNECT, ALL, NOT_ROOT);
      lua.policies().replace(next);

      assertThat(LuaHarness.result(first.outcome())).isEqualTo(REVOKED);
      refused.finish();
      await().until(() -> lua.registry().count() == 1);
      assertThat(lua.events(ConnectionEvents.Closed.class))
          .singleElement()
          .satisfies(closed -> {
            assertThat(closed.closure().initiator()).isEqualTo(Closure.Initiator.POLICY);
            assertThat(closed.connection().url().path()).isEqualTo("/");
          });
      await().until(() -> !heard.isEmpty());
      assertThat(heard)
          .singleElement()
          .satisfies(revoked -> {
            assertThat(revoked.revision()).isEqualTo(next.revision());
            assertThat(revoked.connections()).isEqualTo(1);
            assertThat(revoked.took()).isPositive();
          });
      assertThat(denied()).as("what is closed was not denied").isEmpty();
      second.run().cancel();
      second.outcome();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void both_questions_count(boolean connect) throws Exception {
    try (RawPeer peer = peer()) {
      TestEngine.TestRun run = hold(peer, "");

      lua.policies().replace(connect ? set(ALL) : set(CONNECT));

      assertThat(LuaHarness.result(run.outcome())).isEqualTo(REVOKED);
    }
  }

  @Test
  void an_attempt_that_is_being_dialled_fails_as_if_it_had_been_refused_at_first()
      throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (RawPeer silent =
        new RawPeer(session -> {
          session.readRequest();
          asked.countDown();
          assertThat(session.readsEnd()).isTrue();
        })) {
      TestEngine.TestRun run = lua.start(silent.port(), DIAL);
      asked.await();

      lua.policies().replace(set(CONNECT, ALL, NOT_ROOT));

      assertThat(LuaHarness.result(run.outcome())).isEqualTo(refusal(silent.port()));
      silent.finish();
    }
    assertDenied();
  }

  @Test
  void an_attempt_whose_name_is_being_looked_up_dials_nothing() throws Exception {
    TestEngine.TestRun run = lua.start(1, DIAL.replace("localhost", "slow.test"));
    resolving.await();

    lua.policies()
        .replace(
            set(CONNECT, ALL, entry("not-root", "websocket.connect.url", "ws://*:*/*", "deny")));

    assertThat(LuaHarness.result(run.outcome()))
        .isEqualTo(refusal(1).replace("localhost", "slow.test"));
    assertDenied();
  }

  @Test
  void an_attempt_that_the_old_set_allowed_and_that_nobody_can_find_yet_is_judged_again()
      throws Exception {
    // Comes into force between the decision about the URL and the attempt's being registered.
    lua.afterDecision(decided -> {
      if (decided.request().action().equals("websocket.connect.url")) {
        lua.afterDecision(_ -> {});
        lua.policies().replace(set(CONNECT, ALL, NOT_ROOT));
      }
    });

    assertThat(lua.run(1, DIAL)).isEqualTo(refusal(1));

    assertDenied();
    assertThat(lua.lookUps()).isZero();
  }

  @Test
  void an_attempt_that_both_sets_allow_goes_on() throws Exception {
    lua.afterDecision(decided -> {
      if (decided.request().action().equals("websocket.connect.url")) {
        lua.afterDecision(_ -> {});
        lua.policies()
            .replace(set(CONNECT, ALL, entry("x", "websocket.connect.url", "ws://x/*", "deny")));
      }
    });
    try (RawPeer peer = peer()) {
      TestEngine.TestRun run = hold(peer, "");

      assertThat(lua.decisions()).as("each question twice").isEqualTo(4);
      run.run().cancel();
      run.outcome();
    }
    assertThat(denied()).isEmpty();
  }

  @Test
  void a_connection_knows_what_policies_may_know_about_its_job() throws Exception {
    JobContext job = JobContext.of("prices", Map.of("team", "quant"));
    try (RawPeer peer = peer()) {
      TestEngine.TestRun run =
          lua.start(
              peer.port(),
              HOLD.replace("PATH", ""),
              TestEngine.GENEROUS,
              Map.of(Actor.class, LuaHarness.ACTOR, JobContext.class, job));
      await().until(() -> lua.events(ConnectionEvents.Opened.class).size() == 1);

      assertThat(lua.events(ConnectionEvents.Opened.class).getFirst().connection().job())
          .isEqualTo(job.metadata());
      run.run().cancel();
      run.outcome();
    }
  }

  @Test
  void however_many_there_are_all_are_closed() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> answerAll(server));
      TestEngine.TestRun run =
          lua.start(
              server.getLocalPort(),
              """
              local clients = {}
              for i = 1, 250 do
                clients[i] = assert(websocket.connect("ws://localhost:PORT/"))
              end
              local closed = 0
              for _, client in ipairs(clients) do
                client:channel():receive()
                if client:close_info().code == 1008 then closed = closed + 1 end
              end
              return closed
              """,
              new Limits(
                  Duration.ofSeconds(60),
                  2_000_000_000L,
                  256 << 20,
                  1 << 20,
                  1 << 20,
                  250,
                  1000,
                  1000,
                  100_000,
                  64 << 20),
              Map.of(Actor.class, LuaHarness.ACTOR));
      await().until(() -> lua.events(ConnectionEvents.Opened.class).size() == 250);

      lua.policies().replace(set(CONNECT));

      assertThat(LuaHarness.result(run.outcome())).isEqualTo("250");
      await().until(() -> !heard.isEmpty());
      assertThat(heard).extracting(Revocation.Revoked::connections).containsExactly(250);
    }
  }

  /** Answers the Close frame of every connection. */
  private static void answerAll(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket accepted = server.accept();
        Thread.startVirtualThread(() -> answer(accepted));
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void answer(Socket accepted) {
    try (accepted) {
      RawPeer.Session session = new RawPeer.Session(accepted);
      session.upgrade();
      session.frame(0x88, session.readClose().payload());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_labels_of_the_job_decide_as_at_first() throws Exception {
    JobContext job = JobContext.of("prices", Map.of("team", "quant"));
    try (RawPeer peer = peer()) {
      TestEngine.TestRun run =
          lua.start(
              peer.port(),
              HOLD.replace("PATH", ""),
              TestEngine.GENEROUS,
              Map.of(Actor.class, LuaHarness.ACTOR, JobContext.class, job));
      await().until(() -> lua.events(ConnectionEvents.Opened.class).size() == 1);

      lua.policies().replace(set(CONNECT, ALL, notRoot("team", "sales")));
      lua.policies().replace(set(CONNECT, ALL, notRoot("team", "quant")));

      assertThat(LuaHarness.result(run.outcome())).isEqualTo(REVOKED);
      await().until(() -> !heard.isEmpty());
      assertThat(heard).hasSize(1);
    }
  }

  @Test
  void what_a_policy_in_shadow_mode_would_refuse_stays_open() throws Exception {
    try (RawPeer root = peer();
        RawPeer other = peer()) {
      TestEngine.TestRun first = hold(root, "");
      TestEngine.TestRun second = hold(other, "other");

      // The second change comes after the first in every respect.
      lua.policies()
          .replace(set(CONNECT, ALL, NOT_ROOT.replace("kind:", "mode: shadow\n    kind:")));
      lua.policies()
          .replace(
              set(
                  CONNECT,
                  ALL,
                  NOT_ROOT.replace("kind:", "mode: shadow\n    kind:"),
                  entry("not-other", "websocket.connect.url", "ws://localhost:*/other", "deny")));

      assertThat(LuaHarness.result(second.outcome())).isEqualTo(REVOKED);
      await().until(() -> lua.registry().count() == 1);
      assertThat(lua.events(ConnectionEvents.Closed.class)).hasSize(1);
      first.run().cancel();
      first.outcome();
    }
  }

  @Test
  void nothing_is_closed_after_the_end() throws Exception {
    try (RawPeer peer = peer()) {
      TestEngine.TestRun run = hold(peer, "");
      revocation.close();

      lua.policies().replace(set(CONNECT));

      assertThat(lua.registry().count()).isEqualTo(1);
      run.run().cancel();
      run.outcome();
    }
  }

  private static String refusal(int port) {
    return "[true,\"PermissionDenied\",false,\"not allowed: ws://localhost:" + port + "/\"]";
  }

  private void assertDenied() {
    assertThat(denied())
        .singleElement()
        .satisfies(denied -> {
          assertThat(denied.by()).isEqualTo(ConnectionEvents.Denied.Rule.URL_POLICY);
          assertThat(denied.match()).isEqualTo("test:not-root");
        });
    assertThat(lua.events(ConnectionEvents.Failed.class)).isEmpty();
    assertThat(lua.events(ConnectionEvents.Opened.class)).isEmpty();
    await().until(() -> lua.registry().count() == 0);
  }
}
