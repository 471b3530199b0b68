package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.websocket.Compression;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.TransportStatistics;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.Deflater;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransportStatisticsTest {

  private static final int COMPRESSED_TEXT = 0xC1;

  private NettyDialer dialer;

  @BeforeEach
  void open() throws SSLException {
    dialer = Client.dialer(SslContextBuilder.forClient().build());
  }

  @AfterEach
  void close() {
    dialer.close();
  }

  private static DialRequest request(int port, Compression mode, int bufferedMessages) {
    return Client.request(
        port,
        new DialRequest.Settings(
            Duration.ZERO,
            Duration.ZERO,
            mode,
            0,
            1 << 20,
            bufferedMessages,
            1 << 20,
            Client.SEND_AHEAD,
            Client.CLOSE_TIMEOUT));
  }

  private static byte[] deflated(String text) {
    try (Deflater deflater = new Deflater(9, true)) {
      deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
      byte[] out = new byte[1000];
      int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
      return Arrays.copyOf(out, size - 4);
    }
  }

  @Test
  void a_connection_whose_messages_nobody_takes_counts_as_paused_until_they_are_taken()
      throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.text("one");
          session.text("two");
          session.text("three");
          session.closeFrame(1000, "");
          session.readClose();
        })) {
      Client client = Client.connect(dialer, request(peer.port(), Compression.DISABLED, 1));
      await().until(() -> dialer.statistics().readsPaused() == 1);

      client.receive();
      client.receive();
      client.receive();
      client.closure();

      await().until(() -> dialer.statistics().readsPaused() == 0);
      assertThat(dialer.statistics().readPauses()).isPositive();
      peer.finish();
    }
  }

  @Test
  void a_connection_that_ends_while_it_is_paused_does_not_stay_so() throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.text("one");
          session.text("two");
          session.readClose();
          session.closeFrame(1000, "");
        })) {
      Client client = Client.connect(dialer, request(peer.port(), Compression.DISABLED, 1));
      await().until(() -> dialer.statistics().readsPaused() == 1);

      Client.get(client.close(1000, ""));

      assertThat(dialer.statistics().readsPaused()).isZero();
      peer.finish();
    }
  }

  @Test
  void compressed_messages_count_by_their_size_before_and_after() throws Exception {
    String sent = "the same again and again ".repeat(40);
    byte[] received = deflated("and now from the other side ".repeat(30));
    int[] wire = new int[1];
    try (RawPeer peer =
        new RawPeer(session -> {
          session.readRequest();
          session.sendText(session.answer("Sec-WebSocket-Extensions: permessage-deflate"));
          wire[0] = session.readFrame().payload().length;
          session.frame(COMPRESSED_TEXT, received);
          session.readClose();
          session.closeFrame(1000, "");
        })) {
      Client client = Client.connect(dialer, request(peer.port(), Compression.CONTEXT_TAKEOVER, 9));
      client.send(sent);
      client.receive();
      Client.get(client.close(1000, ""));
      peer.finish();
    }

    assertThat(dialer.statistics().sent())
        .isEqualTo(new TransportStatistics.Compressed(sent.length(), wire[0]));
    assertThat(dialer.statistics().received())
        .isEqualTo(new TransportStatistics.Compressed(28 * 30, received.length));
  }

  @Test
  void what_goes_plainly_does_not_count_as_compressed() throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          session.readFrame();
          session.text("plain");
          session.readClose();
          session.closeFrame(1000, "");
        })) {
      Client client = Client.connect(dialer, request(peer.port(), Compression.DISABLED, 9));
      client.send("plain");
      client.receive();
      Client.get(client.close(1000, ""));
      peer.finish();
    }

    assertThat(dialer.statistics().sent()).isEqualTo(new TransportStatistics.Compressed(0, 0));
    assertThat(dialer.statistics().received()).isEqualTo(new TransportStatistics.Compressed(0, 0));
  }
}
