package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.policy.Actor;
import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionLimit;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.ConnectionSnapshot;
import dev.tidegate.websocket.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The connections of all jobs, limited, listed and closed from outside. */
@Timeout(60)
class ConnectionRegistryTest {

  /** What {@link TestEngine} calls every job. */
  private static final String JOB = "job";

  private static final Closure REVOKED =
      new Closure(CloseCode.POLICY_VIOLATION, "not allowed any more", Closure.Initiator.POLICY);

  private LuaHarness lua;

  @BeforeEach
  void startEngine() throws Exception {
    lua = new LuaHarness(new ConnectionRegistry.Limits(2, 3));
  }

  @AfterEach
  void closeEngine() {
    lua.close();
  }

  private static Map<Class<?>, Object> as(String actor) {
    return Map.of(Actor.class, new Actor(actor, Set.of("default")));
  }

  /** Starts a job that opens so many connections and waits for a message on the last. */
  private TestEngine.TestRun hold(String actor, int connections, RawPeer... peers)
      throws Exception {
    StringBuilder script = new StringBuilder("local last ");
    for (int i = 0; i < connections; i++) {
      script.append(
          "last = assert(websocket.connect('ws://localhost:%d/')) ".formatted(peers[i].port()));
    }
    int before = lua.registry().count();
    TestEngine.TestRun run =
        lua.start(
            0,
            script + "return select(2, last:channel():receive())",
            TestEngine.GENEROUS,
            as(actor));
    await().until(() -> lua.registry().ofJob(JOB).size() == before + connections);
    return run;
  }

  private String refusal(String actor) throws Exception {
    return LuaHarness.result(
        lua.start(
                9,
                """
                local c, e = websocket.connect("ws://localhost:PORT/")
                return { c == nil, e:kind(), e:retryable(), e:message() }
                """,
                TestEngine.GENEROUS,
                as(actor))
            .outcome());
  }

  private static RawPeer waiting() {
    return RawPeer.upgraded(session -> {
      RawPeer.Frame close = session.readClose();
      session.frame(0x88, close.payload());
    });
  }

  @Test
  void an_actor_and_the_node_have_limits_and_what_ends_makes_room() throws Exception {
    try (RawPeer one = waiting();
        RawPeer two = waiting();
        RawPeer three = waiting()) {
      TestEngine.TestRun first = hold("first", 2, one, two);
      assertThat(refusal("first"))
          .isEqualTo(
              "[true,\"RateLimited\",true,"
                  + "\"too many connections: the actor's limit of 2 is reached\"]");
      TestEngine.TestRun second = hold("second", 1, three);
      assertThat(refusal("second"))
          .isEqualTo(
              "[true,\"RateLimited\",true,"
                  + "\"too many connections: the service's limit of 3 is reached\"]");
      assertThat(lua.events(ConnectionEvents.Limited.class))
          .extracting(ConnectionEvents.Limited::by)
          .containsExactly(ConnectionLimit.ACTOR, ConnectionLimit.NODE);

      first.run().cancel();
      assertThat(first.outcome()).isInstanceOf(Outcome.Cancelled.class);
      await().until(() -> lua.registry().count() == 1);
      assertThat(refusal("first")).contains("host unreachable");

      second.run().cancel();
      assertThat(second.outcome()).isInstanceOf(Outcome.Cancelled.class);
      await().until(() -> lua.registry().count() == 0);
    }
  }

  @Test
  void an_attempt_that_fails_or_is_given_up_gives_its_place_back() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (RawPeer silent =
        new RawPeer(session -> {
          session.readRequest();
          asked.countDown();
          assertThat(session.readsEnd()).isTrue();
        })) {
      for (int i = 0; i < 5; i++) {
        assertThat(refusal("first")).contains("host unreachable");
      }
      TestEngine.TestRun dialling =
          lua.start(silent.port(), "return websocket.connect('ws://localhost:PORT/')");
      asked.await();
      assertThat(lua.registry().count()).isEqualTo(1);
      assertThat(lua.registry().ofJob(JOB)).as("what is not open yet").isEmpty();
      dialling.run().cancel();
      silent.finish();
      await().until(() -> lua.registry().count() == 0);
    }
  }

  @Test
  void a_jobs_open_connections_are_listed_with_what_went_over_them() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          session.sendText(session.answer("Sec-WebSocket-Protocol: chat"));
          RawPeer.Frame ping = session.readFrame();
          assertThat(ping.opcode()).isEqualTo(9);
          session.frame(0x8A, ping.payload());
          session.text("taken");
          assertThat(session.readFrame().text()).isEqualTo("thanks");
          session.text("one");
          session.text("three");
          told.await();
          session.closeFrame(1000, "");
          session.readClose();
        })) {
      Instant before = Instant.now();
      TestEngine.TestRun run =
          lua.start(
              peer.port(),
              """
              local client = websocket.connect("ws://localhost:PORT/a/b?token=secret", { protocols = { "chat" } })
              client:ping()
              client:channel():receive()
              client:send("thanks")
              while client:close_info() == nil do time.sleep("1ms") end
              return client:id()
              """);
      await()
          .until(
              () -> lua.registry().ofJob(JOB).stream().anyMatch(c -> c.waiting().messages() == 2));

      ConnectionSnapshot listed = lua.registry().ofJob(JOB).getFirst();
      assertThat(listed.url()).isEqualTo("ws://localhost:" + peer.port() + "/a/b");
      assertThat(listed.peer().getAddress().isLoopbackAddress()).isTrue();
      assertThat(listed.peer().getPort()).isEqualTo(peer.port());
      assertThat(listed.protocol()).isEqualTo("chat");
      assertThat(listed.compressed()).isFalse();
      assertThat(listed.openedAt()).isBetween(before, Instant.now());
      assertThat(listed.age()).isPositive().isLessThan(Duration.ofMinutes(1));
      assertThat(listed.received()).isEqualTo(new Volume(3, 13));
      assertThat(listed.sent()).isEqualTo(new Volume(1, 6));
      assertThat(listed.waiting()).isEqualTo(new Volume(2, 8));
      assertThat(listed.roundTrip()).isPositive();
      assertThat(lua.registry().ofJob("another")).isEmpty();

      told.countDown();
      assertThat(LuaHarness.result(run.outcome())).isEqualTo("\"" + listed.id() + "\"");
      assertThat(lua.registry().ofJob(JOB)).isEmpty();
    }
  }

  @Test
  void connections_are_closed_from_outside_and_scripts_learn_why() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (RawPeer other = waiting();
        RawPeer peer =
            RawPeer.upgraded(session -> {
              RawPeer.Frame close = session.readClose();
              assertThat(close.closeCode()).isEqualTo(1008);
              assertThat(close.closeReason()).isEqualTo("not allowed any more");
              asked.await();
              session.frame(0x88, close.payload());
            })) {
      TestEngine.TestRun kept = hold("kept", 1, other);
      TestEngine.TestRun run =
          lua.start(
              peer.port(),
              """
              local client = websocket.connect("ws://localhost:PORT/")
              local _, ok = client:channel():receive()
              local info = client:close_info()
              local sent, err = client:send("x")
              return { ok, info.code, info.reason, info.initiator, sent, err:kind() }
              """);
      await().until(() -> lua.registry().ofJob(JOB).size() == 2);

      int closed = lua.registry().close(who -> who.actor().id().equals("tester"), REVOKED);
      int closedAgain = lua.registry().close(who -> who.actor().id().equals("tester"), REVOKED);
      asked.countDown();

      assertThat(closed).isEqualTo(1);
      assertThat(closedAgain).as("of those that are closing").isZero();
      assertThat(LuaHarness.result(run.outcome()))
          .isEqualTo("[false,1008,\"not allowed any more\",\"policy\",false,\"Internal\"]");
      peer.finish();
      assertThat(lua.events(ConnectionEvents.Closed.class))
          .extracting(event -> event.closure().initiator())
          .containsExactly(Closure.Initiator.POLICY);
      assertThat(lua.registry().count()).isEqualTo(1);
      kept.run().cancel();
      assertThat(kept.outcome()).isInstanceOf(Outcome.Cancelled.class);
    }
  }

  @Test
  void attempts_are_given_up_from_outside() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (RawPeer silent =
        new RawPeer(session -> {
          session.readRequest();
          asked.countDown();
          assertThat(session.readsEnd()).isTrue();
        })) {
      TestEngine.TestRun run =
          lua.start(
              silent.port(),
              """
              local c, e = websocket.connect("ws://localhost:PORT/")
              return { c == nil, e:kind(), e:retryable(), e:message() }
              """);
      asked.await();

      assertThat(lua.registry().close(who -> who.url().port() == silent.port(), REVOKED))
          .isEqualTo(1);
      assertThat(LuaHarness.result(run.outcome()))
          .isEqualTo("[true,\"Internal\",true,\"failed to dial websocket: cancelled\"]");
      silent.finish();
      assertThat(lua.registry().count()).isZero();
    }
  }

  @Test
  void limits_are_at_least_one() {
    for (List<Integer> wrong : List.of(List.of(0, 1), List.of(1, 0))) {
      assertThatThrownBy(() -> new ConnectionRegistry.Limits(wrong.get(0), wrong.get(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
