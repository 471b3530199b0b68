package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.fiber.FiberChoice;
import dev.tidegate.policy.Actor;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectionEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a job's end and its limits do to its connections. */
@Timeout(60)
class ConnectionsOfAJobTest {

  private static Limits limits(Duration wallTime, long memory) {
    return new Limits(wallTime, 1L << 30, memory, 1000, 1000, 16, 10, 10, 1000, 1 << 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONTINUATION   | return 1",
        "CONTINUATION   | error('over')",
        "CONTINUATION   | last:channel():receive()",
        "VIRTUAL_THREAD | return 1",
        "VIRTUAL_THREAD | last:channel():receive()"
      })
  void however_a_job_ends_its_connections_are_closed(FiberChoice fibers, String end)
      throws Exception {
    List<RawPeer> peers = new ArrayList<>();
    StringBuilder script = new StringBuilder("local last ");
    for (int i = 0; i < 5; i++) {
      RawPeer peer =
          RawPeer.upgraded(session -> {
            RawPeer.Frame close = session.readClose();
            assertThat(close.closeCode()).isEqualTo(1001);
            assertThat(close.closeReason()).isEqualTo("resource dropped");
            session.frame(0x88, close.payload());
          });
      peers.add(peer);
      script.append("last = assert(websocket.connect('ws://localhost:" + peer.port() + "/')) ");
    }
    try (LuaHarness lua = new LuaHarness(fibers)) {
      TestEngine.TestRun run =
          lua.start(
              0,
              script + end,
              // Only the job that waits for ever gets this far.
              limits(Duration.ofSeconds(end.contains("receive") ? 1 : 30), 1 << 26),
              Map.of(Actor.class, LuaHarness.ACTOR));
      run.outcome();
      for (RawPeer peer : peers) {
        peer.finish();
        peer.close();
      }
      await().until(() -> lua.registry().count() == 0);
      assertThat(lua.events(ConnectionEvents.Closed.class))
          .hasSize(5)
          .allMatch(closed -> closed.closure().initiator() == Closure.Initiator.JOB_END);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FiberChoice.class,
      names = {"CONTINUATION", "VIRTUAL_THREAD"})
  void connecting_and_closing_again_and_again_leaves_nothing(FiberChoice fibers) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        LuaHarness lua = new LuaHarness(fibers)) {
      Thread.startVirtualThread(() -> answerAll(server));
      TestEngine.TestRun run =
          lua.start(
              server.getLocalPort(),
              """
              for i = 1, 300 do
                local client, err = websocket.connect("ws://localhost:PORT/")
                assert(client, err)
                assert(client:close())
              end
              return "done"
              """,
              new Limits(
                  Duration.ofSeconds(50), 1L << 30, 1 << 20, 1000, 1000, 1, 10, 10, 1000, 1 << 20),
              Map.of(Actor.class, LuaHarness.ACTOR));
      assertThat(LuaHarness.result(run.outcome())).isEqualTo("\"done\"");
      await().until(() -> lua.registry().count() == 0);
    }
  }

  /** Answers the Close frame of one connection after the other. */
  private static void answerAll(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        RawPeer.Session session = new RawPeer.Session(socket);
        session.upgrade();
        session.frame(0x88, session.readClose().payload());
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"10000, 1", "100, 20000"})
  void messages_that_nobody_reads_count_as_memory(int count, int size) throws Exception {
    try (RawPeer peer =
            RawPeer.upgraded(session -> {
              String text = "x".repeat(size);
              for (int i = 0; i < count; i++) {
                session.text(text);
              }
              session.readClose();
            });
        LuaHarness lua = new LuaHarness()) {
      // The job allocates, so that somebody looks; what it allocates is garbage at once.
      TestEngine.TestRun run =
          lua.start(
              peer.port(),
              """
              local client = websocket.connect("ws://localhost:PORT/", { channel_capacity = 10000 })
              while true do
                for _ = 1, 100 do ("x"):rep(10000) end
                time.sleep("1ms")
              end
              """,
              limits(Duration.ofSeconds(30), 1 << 20),
              Map.of(Actor.class, LuaHarness.ACTOR));
      assertThat(run.failure().reason()).isEqualTo(Failure.Reason.MEMORY);
      assertThat(run.run().usage().memoryPeak()).isGreaterThan((1 << 20) * 9L / 10);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, MEMORY", "0, SCRIPT"})
  void what_compression_takes_counts_as_memory(int mode, Failure.Reason reason) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        LuaHarness lua = new LuaHarness()) {
      Thread.startVirtualThread(() -> agreeWithAll(server));
      TestEngine.TestRun run =
          lua.start(
              server.getLocalPort(),
              """
              for _ = 1, 10 do
                assert(websocket.connect("ws://localhost:PORT/", { compression = MODE }))
              end
              for _ = 1, 2000 do ("x"):rep(10000) end
              error("all of them fit")
              """
                  .replace("MODE", Integer.toString(mode)),
              limits(Duration.ofSeconds(30), 1 << 20),
              Map.of(Actor.class, LuaHarness.ACTOR));
      assertThat(run.failure().reason()).isEqualTo(reason);
    }
  }

  /** Agrees to compression with whoever offers it, and reads until the end. */
  private static void agreeWithAll(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        RawPeer.Session session = new RawPeer.Session(socket);
        session.readRequest();
        session.sendText(
            session.headers().containsKey("sec-websocket-extensions")
                ? session.answer("Sec-WebSocket-Extensions: permessage-deflate")
                : session.answer());
        Thread.startVirtualThread(() -> hangUpAfterClose(socket, session));
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void hangUpAfterClose(Socket socket, RawPeer.Session session) {
    try (socket) {
      session.readClose();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"10000, 1", "200, 20000"})
  void messages_that_were_read_count_no_more(int count, int size) throws Exception {
    try (RawPeer peer =
            RawPeer.upgraded(session -> {
              String text = "x".repeat(size);
              for (int i = 0; i < count; i++) {
                session.text(text);
              }
              session.closeFrame(1000, "");
              session.readClose();
            });
        LuaHarness lua = new LuaHarness()) {
      TestEngine.TestRun run =
          lua.start(
              peer.port(),
              """
              local client = websocket.connect("ws://localhost:PORT/", { channel_capacity = 10 })
              local ch, count = client:channel(), 0
              while select(2, ch:receive()) do count = count + 1 end
              return count
              """,
              limits(Duration.ofSeconds(30), 1 << 20),
              Map.of(Actor.class, LuaHarness.ACTOR));
      assertThat(run.outcome()).isInstanceOf(Outcome.Succeeded.class);
      assertThat(LuaHarness.result(run.outcome())).isEqualTo(Integer.toString(count));
    }
  }
}
