package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.Closure.Initiator;
import dev.tidegate.websocket.Compression;
import dev.tidegate.websocket.Connection;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.Dialer;
import dev.tidegate.websocket.MessageType;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DialerExtension.class)
class ConnectionTest {

  private static DialRequest.Settings settings(
      Duration readTimeout, Duration writeTimeout, int readLimit, int capacity) {
    return new DialRequest.Settings(
        readTimeout,
        writeTimeout,
        Compression.DISABLED,
        0,
        readLimit,
        capacity,
        1 << 20,
        Client.SEND_AHEAD,
        Client.CLOSE_TIMEOUT);
  }

  private static DialRequest.Settings capacity(int messages) {
    return settings(Duration.ZERO, Duration.ZERO, 1 << 24, messages);
  }

  // Messages

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 125, 126, 65_535, 65_536, 1_000_003, 9_000_000})
  void a_message_of_any_length_goes_out_and_comes_back_unchanged(int length, Dialer dialer)
      throws Exception {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          RawPeer.Frame frame = session.readFrame();
          assertThat(frame.first()).isEqualTo(0x82);
          session.frame(0x82, frame.payload());
          session.readsEnd();
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port(), capacity(32)));
      assertThat(Client.get(client.send(bytes))).isEqualTo(new Connection.SendOutcome.Sent());
      Client.Received echo = client.receive();
      assertThat(echo.type()).isEqualTo(MessageType.BINARY);
      assertThat(echo.payload()).isEqualTo(bytes);
      client.close(1000, "");
      peer.finish();
    }
  }

  @Test
  void a_part_of_an_array_can_be_sent(Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          RawPeer.Frame frame = session.readFrame();
          assertThat(frame.first()).isEqualTo(0x81);
          assertThat(frame.text()).isEqualTo("part");
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port()));
      client.connection().send(MessageType.TEXT, new byte[] {1, 'p', 'a', 'r', 't', 2}, 1, 4);
      peer.finish();
    }
  }

  @Test
  void masks_differ_from_frame_to_frame(Dialer dialer) throws Exception {
    // The same text under one mask would be the same bytes; the peer unmasks, so look at masks
    // through the source itself.
    MaskSource masks = new MaskSource(new SecureRandom());
    List<Integer> drawn = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      drawn.add(masks.next());
    }
    assertThat(drawn.stream().distinct().count()).isGreaterThan(190);
  }

  // Flow

  @Test
  void a_slow_reader_with_one_place_gets_everything_in_order(Dialer dialer) throws Exception {
    int count = 50;
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          for (int i = 0; i < count; i++) {
            session.text("message " + i);
          }
          session.closeFrame(1000, "all");
          session.readClose();
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port(), capacity(1)));
      await().until(() -> client.waiting() > 0);
      assertThat(client.isClosed()).isFalse();
      for (int i = 0; i < count; i++) {
        assertThat(client.receive().text()).isEqualTo("message " + i);
      }
      assertThat(client.closure()).isEqualTo(new Closure(CloseCode.NORMAL, "all", Initiator.PEER));
      peer.finish();
    }
  }

  @Test
  void a_sleeping_reader_stops_the_peer_and_then_gets_everything(Dialer dialer) throws Exception {
    int count = 64;
    int length = 1 << 20;
    CountDownLatch halted = new CountDownLatch(1);
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          Thread sender = Thread.currentThread();
          Thread.startVirtualThread(() -> {
            // Writing blocks once the client's window and the kernel's buffers are full.
            await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> sender.getState() == Thread.State.WAITING);
            halted.countDown();
          });
          for (int i = 0; i < count; i++) {
            byte[] payload = new byte[length];
            payload[0] = (byte) i;
            session.frame(0x82, payload);
          }
          session.readFrame();
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port(), capacity(16)));
      assertThat(halted.await(20, TimeUnit.SECONDS)).isTrue();
      // The byte window (1 MiB) is full before the sixteen places are.
      await().until(() -> client.waiting() >= 1);
      assertThat(client.waiting()).isLessThanOrEqualTo(2);
      for (int i = 0; i < count; i++) {
        Client.Received message = client.receive();
        assertThat(message.payload()).hasSize(length);
        assertThat(message.payload()[0]).isEqualTo((byte) i);
      }
      client.send("done");
      peer.finish();
    }
  }

  @Test
  void pings_are_answered_while_the_reader_sleeps(Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.text("fills the only place");
          session.frame(0x89, new byte[] {7});
          assertThat(session.readFrame().payload()).containsExactly(7);
          session.closeFrame(1001, "");
          assertThat(session.readClose().closeCode()).isEqualTo(1001);
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port(), capacity(1)));
      peer.finish();
      assertThat(client.closure().code()).isEqualTo(CloseCode.GOING_AWAY);
      assertThat(client.receive().text()).isEqualTo("fills the only place");
    }
  }

  @Test
  void sends_wait_only_past_what_may_be_under_way(Dialer dialer) throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    int pieces = 400;
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          assertThat(read.await(20, TimeUnit.SECONDS)).isTrue();
          for (int i = 0; i < pieces; i++) {
            byte[] payload = session.readFrame().payload();
            assertThat(payload).hasSize(100_000);
            assertThat(payload[0]).isEqualTo((byte) i);
          }
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port()));
      List<CompletionStage<Connection.SendOutcome>> sends = new ArrayList<>();
      for (int i = 0; i < pieces; i++) {
        byte[] payload = new byte[100_000];
        payload[0] = (byte) i;
        sends.add(client.send(payload));
      }
      assertThat(sends.getFirst().toCompletableFuture()).isDone();
      assertThat(sends.getLast().toCompletableFuture()).isNotDone();
      read.countDown();
      peer.finish();
      for (CompletionStage<Connection.SendOutcome> send : sends) {
        assertThat(Client.get(send)).isEqualTo(new Connection.SendOutcome.Sent());
      }
    }
  }

  // Ends

  @Test
  void closing_sends_the_code_and_waits_for_the_answer(Dialer dialer) throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          assertThat(session.readFrame().text()).isEqualTo("first");
          RawPeer.Frame close = session.readClose();
          assertThat(close.closeCode()).isEqualTo(4001);
          assertThat(close.closeReason()).isEqualTo("bye");
          session.text("too late to be heard");
          answered.countDown();
          session.closeFrame(4001, "");
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port()));
      client.send("first");
      Closure closure = Client.get(client.close(4001, "bye"));
      assertThat(answered.getCount()).isZero();
      assertThat(closure)
          .isEqualTo(new Closure(new CloseCode(4001), "bye", Initiator.SCRIPT))
          .isEqualTo(client.closure());
      assertThat(client.waiting()).isZero();
      assertThat(Client.get(client.send("after")))
          .isInstanceOf(Connection.SendOutcome.Failed.class);
      assertThat(Client.get(client.close(1000, ""))).isEqualTo(closure);
      peer.finish();
    }
  }

  @Test
  void a_close_without_a_status_has_an_empty_body(Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          assertThat(session.readClose().payload()).isEmpty();
          session.frame(0x88, new byte[0]);
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port()));
      client.close(1005, "");
      assertThat(client.closure().code()).isEqualTo(CloseCode.NO_STATUS);
      peer.finish();
    }
  }

  @Test
  void closing_reads_over_what_a_full_buffer_held_back(Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          for (int i = 0; i < 10; i++) {
            session.text("unread " + i);
          }
          assertThat(session.readClose().closeCode()).isEqualTo(1000);
          session.closeFrame(1000, "");
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port(), capacity(1)));
      await().until(() -> client.waiting() == 1);
      assertThat(Client.get(client.close(1000, "")).initiator()).isEqualTo(Initiator.SCRIPT);
      assertThat(client.waiting()).isEqualTo(1);
      peer.finish();
    }
  }

  @Test
  void a_peer_that_hangs_up_instead_of_answering_a_close_is_enough(Dialer dialer) throws Exception {
    try (RawPeer peer = RawPeer.upgraded(RawPeer.Session::readClose)) {
      Client client = Client.connect(dialer, Client.request(peer.port()));
      assertThat(Client.get(client.close(1000, "")).initiator()).isEqualTo(Initiator.SCRIPT);
      peer.finish();
    }
  }

  @Test
  void the_peers_close_is_answered_with_its_code(Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.closeFrame(4321, "größer");
          RawPeer.Frame answer = session.readClose();
          assertThat(answer.closeCode()).isEqualTo(4321);
          // RFC 6455 section 7.1.1: the server closes TCP first, and the client waits a while.
          session.end();
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port()));
      assertThat(client.closure())
          .isEqualTo(new Closure(new CloseCode(4321), "größer", Initiator.PEER));
      assertThat(Client.get(client.close(1000, ""))).isEqualTo(client.closure());
      peer.finish();
    }
  }

  @Test
  void a_connection_that_drops_inside_a_message_is_lost(Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.text("whole");
          session.send(Frames.hex("81 7e 1000 616161"));
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port()));
      assertThat(client.receive().text()).isEqualTo("whole");
      assertThat(client.closure())
          .isEqualTo(new Closure(CloseCode.ABNORMAL_CLOSURE, "", Initiator.LOST));
      assertThat(Client.get(client.send("x"))).isInstanceOf(Connection.SendOutcome.Failed.class);
    }
  }

  @Test
  void a_reset_is_a_loss_and_fails_what_is_under_way(Dialer dialer) throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          assertThat(sent.await(20, TimeUnit.SECONDS)).isTrue();
          session.reset();
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port()));
      CompletionStage<Connection.SendOutcome> send = client.send(new byte[64 << 20]);
      sent.countDown();
      assertThat(Client.get(send)).isInstanceOf(Connection.SendOutcome.Failed.class);
      assertThat(client.closure().initiator()).isEqualTo(Initiator.LOST);
    }
  }

  @Test
  void whole_messages_from_before_a_loss_still_arrive(Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          byte[] burst = {};
          for (int i = 0; i < 100; i++) {
            burst = Frames.join(burst, Frames.text("message " + i));
          }
          session.send(burst);
          session.end();
        })) {
      Client client = Client.connect(dialer, Client.request(peer.port(), capacity(4)));
      peer.finish();
      for (int i = 0; i < 100; i++) {
        assertThat(client.receive().text()).isEqualTo("message " + i);
      }
      assertThat(client.closure().initiator()).isEqualTo(Initiator.LOST);
    }
  }

  // Timeouts

  @Test
  void a_close_that_is_never_answered_ends_after_its_timeout(Dialer dialer) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.readClose();
          assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
        })) {
      DialRequest.Settings hasty =
          new DialRequest.Settings(
              Duration.ZERO,
              Duration.ZERO,
              Compression.DISABLED,
              0,
              1 << 20,
              32,
              1 << 20,
              Client.SEND_AHEAD,
              Duration.ofMillis(50));
      Client client = Client.connect(dialer, Client.request(peer.port(), hasty));

      // A fraction of the usual timeout, and many times this one.
      Closure closure = client.close(1000, "").toCompletableFuture().get(4, TimeUnit.SECONDS);

      assertThat(closure.initiator()).isEqualTo(Initiator.SCRIPT);
      over.countDown();
      peer.finish();
    }
  }

  @Test
  void a_peer_that_sends_no_data_runs_into_the_read_timeout_pings_or_not(Dialer dialer)
      throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.text("one");
          try {
            while (true) {
              session.frame(0x89, new byte[0]);
              Thread.sleep(10);
            }
          } catch (IOException dropped) {
            // Without a Close frame, as the peer then sees.
          }
        })) {
      Client client =
          Client.connect(
              dialer,
              Client.request(
                  peer.port(), settings(Duration.ofMillis(150), Duration.ZERO, 1000, 32)));
      assertThat(client.receive().text()).isEqualTo("one");
      assertThat(client.closure())
          .isEqualTo(new Closure(CloseCode.ABNORMAL_CLOSURE, "read timeout", Initiator.LIMIT));
      peer.finish();
    }
  }

  @Test
  void the_read_timeout_does_not_run_while_there_is_no_room(Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.text("one");
          session.text("two");
          assertThat(session.readFrame().text()).isEqualTo("still here");
          session.closeFrame(1000, "");
        })) {
      Client client =
          Client.connect(
              dialer,
              Client.request(
                  peer.port(), settings(Duration.ofMillis(100), Duration.ZERO, 1000, 1)));
      await().until(() -> client.waiting() == 1);
      await().pollDelay(Duration.ofMillis(500)).until(() -> true);
      assertThat(client.isClosed()).isFalse();
      client.send("still here");
      assertThat(client.receive().text()).isEqualTo("one");
      assertThat(client.receive().text()).isEqualTo("two");
      assertThat(client.closure().code()).isEqualTo(CloseCode.NORMAL);
    }
  }

  @Test
  void a_peer_that_does_not_read_runs_into_the_write_timeout(Dialer dialer) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawPeer peer =
        RawPeer.upgraded(session -> assertThat(over.await(20, TimeUnit.SECONDS)).isTrue())) {
      Client client =
          Client.connect(
              dialer,
              Client.request(
                  peer.port(), settings(Duration.ZERO, Duration.ofMillis(200), 1000, 32)));
      assertThat(Client.get(client.send(new byte[64 << 20])))
          .isEqualTo(new Connection.SendOutcome.Failed("write timeout"));
      assertThat(client.closure())
          .isEqualTo(new Closure(CloseCode.ABNORMAL_CLOSURE, "write timeout", Initiator.LIMIT));
      over.countDown();
      peer.finish();
    }
  }

  @Test
  void closing_the_dialer_says_goodbye_to_every_peer() throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          assertThat(session.readClose().closeCode()).isEqualTo(1001);
          session.closeFrame(1001, "");
        })) {
      Client client;
      try (Dialer own = Client.dialer(SslContextBuilder.forClient().build())) {
        client = Client.connect(own, Client.request(peer.port()));
      }
      assertThat(client.closure().initiator()).isEqualTo(Initiator.DRAIN);
      peer.finish();
    }
  }
}
