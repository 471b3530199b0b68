package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Connection.SendOutcome;
import dev.tidegate.websocket.Dialer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What waits to be sent when nothing may be said to the peer any more. */
@Timeout(60)
@ExtendWith(DialerExtension.class)
class SilenceTest {

  private static final SendOutcome SENT = new SendOutcome.Sent();
  private static final SendOutcome GIVEN_UP = new SendOutcome.Failed("connection closed");

  private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
  private final Outbox outbox =
      new Outbox(
          channel.pipeline().lastContext(), new MaskSource(new SecureRandom()), this::maySend);
  private int piecesToGo = Integer.MAX_VALUE;

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private boolean maySend() {
    return piecesToGo-- > 0;
  }

  @Test
  void messages_and_pings_are_given_up_and_the_close_frame_goes() {
    OutgoingFrame message = frame(OutgoingFrame.TEXT, 10);
    OutgoingFrame late = frame(OutgoingFrame.BINARY, 10);
    OutgoingFrame ping = frame(OutgoingFrame.PING, 1);
    outbox.add(message);
    outbox.add(late);
    outbox.add(ping);
    OutgoingFrame close = outbox.close(CloseCode.GOING_AWAY, "", false);

    piecesToGo = 1;
    outbox.pump();

    assertThat(outcome(message)).isEqualTo(SENT);
    assertThat(outcome(late)).isEqualTo(GIVEN_UP);
    assertThat(outcome(ping)).isEqualTo(GIVEN_UP);
    assertThat(outcome(close)).isEqualTo(SENT);
    assertThat(opcodes()).containsExactly(OutgoingFrame.TEXT, OutgoingFrame.CLOSE);
    assertThat(outbox.oldest()).isNull();
  }

  @Test
  void pings_of_the_peer_are_answered_on() {
    piecesToGo = 0;

    outbox.pong(new byte[2]);
    outbox.pump();

    assertThat(opcodes()).containsExactly(OutgoingFrame.PONG);
  }

  @Test
  void after_half_a_message_the_connection_is_dropped() {
    OutgoingFrame message = frame(OutgoingFrame.BINARY, 1 << 20);
    OutgoingFrame next = frame(OutgoingFrame.TEXT, 10);
    outbox.add(message);
    outbox.add(next);

    piecesToGo = 1;
    outbox.pump();

    assertThat(message.isBegun()).isTrue();
    assertThat(message.isWritten()).isFalse();
    assertThat(outcome(message)).isEqualTo(GIVEN_UP);
    assertThat(outcome(next)).isEqualTo(GIVEN_UP);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void an_attempt_to_connect_does_not_begin(Dialer dialer) throws Exception {
    try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Client client = new Client();
      client.silence();

      Dialer.Outcome outcome =
          Client.get(dialer.dial(Client.request(open.getLocalPort()), client).outcome());

      assertThat(outcome)
          .asInstanceOf(type(Dialer.Outcome.Failed.class))
          .extracting(Dialer.Outcome.Failed::cause)
          .isEqualTo("cancelled");
      open.setSoTimeout(1);
      assertThatThrownBy(open::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void a_message_of_an_open_connection_is_given_up(Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> session.frame(0x88, session.readClose().payload()))) {
      Client client = Client.connect(dialer, Client.request(peer.port()));

      client.silence();
      client.send("late");
      client.close(1001, "");

      assertThat(client.closure().code()).isEqualTo(CloseCode.GOING_AWAY);
      peer.finish();
    }
  }

  private static OutgoingFrame frame(int opcode, int length) {
    return new OutgoingFrame(opcode, new byte[length]);
  }

  private static SendOutcome outcome(OutgoingFrame frame) {
    return frame.outcome().toCompletableFuture().join();
  }

  private List<Integer> opcodes() {
    List<Integer> opcodes = new ArrayList<>();
    for (ByteBuf frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
      opcodes.add(frame.getByte(0) & 0x0F);
      frame.release();
    }
    return opcodes;
  }
}
