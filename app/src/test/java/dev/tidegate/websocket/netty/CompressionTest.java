package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.websocket.Compression;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.Dialer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** permessage-deflate (RFC 7692) against a peer that has its own idea of zlib. */
@ExtendWith(DialerExtension.class)
class CompressionTest {

  private static final int READ_LIMIT = 100_000;
  private static final int FIRST_COMPRESSED = 0xC1;

  private static DialRequest request(int port, Compression mode, int threshold) {
    return Client.request(
        port,
        new DialRequest.Settings(
            Duration.ZERO,
            Duration.ZERO,
            mode,
            threshold,
            READ_LIMIT,
            32,
            1 << 20,
            Client.SEND_AHEAD,
            Client.CLOSE_TIMEOUT));
  }

  /** A peer that agrees to compression with these parameters. */
  private static RawPeer agreeing(String parameters, RawPeer.Behaviour behaviour) {
    return new RawPeer(session -> {
      session.readRequest();
      session.sendText(session.answer("Sec-WebSocket-Extensions: permessage-deflate" + parameters));
      behaviour.run(session);
    });
  }

  private static byte[] flushed(Deflater deflater, byte[] plain) {
    deflater.setInput(plain);
    byte[] out = new byte[plain.length + 1000];
    int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    return Arrays.copyOf(out, size - 4);
  }

  private static byte[] compressed(byte[] plain) {
    try (var deflater = new Deflater(9, true)) {
      return flushed(deflater, plain);
    }
  }

  private static String inflated(Inflater inflater, byte[] payload) throws Exception {
    inflater.setInput(Frames.join(payload, Frames.hex("0000ffff")));
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    byte[] chunk = new byte[1000];
    for (int n = inflater.inflate(chunk); n > 0; n = inflater.inflate(chunk)) {
      plain.write(chunk, 0, n);
    }
    return plain.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_window_kept_across_messages_works_in_both_directions(Dialer dialer) throws Exception {
    String text = "the same words again and again, wörtlich ".repeat(20);
    try (RawPeer peer =
        agreeing(
            "",
            session -> {
              assertThat(session.headers())
                  .containsEntry("sec-websocket-extensions", "permessage-deflate");
              try (Inflater inflater = new Inflater(true);
                  Deflater deflater = new Deflater(9, true)) {
                int first = 0;
                for (int i = 0; i < 5; i++) {
                  RawPeer.Frame frame = session.readFrame();
                  assertThat(frame.first()).isEqualTo(FIRST_COMPRESSED);
                  assertThat(inflated(inflater, frame.payload())).isEqualTo(text);
                  if (i == 0) {
                    first = frame.payload().length;
                  } else {
                    assertThat(frame.payload()).hasSizeLessThan(first / 2);
                  }
                  session.frame(
                      FIRST_COMPRESSED, flushed(deflater, text.getBytes(StandardCharsets.UTF_8)));
                }
              }
            })) {
      Client client = Client.connect(dialer, request(peer.port(), Compression.CONTEXT_TAKEOVER, 0));
      for (int i = 0; i < 5; i++) {
        client.send(text);
        assertThat(client.receive().text()).isEqualTo(text);
      }
      peer.finish();
    }
  }

  @Test
  void without_context_each_message_stands_alone(Dialer dialer) throws Exception {
    String text = "the same words again and again ".repeat(20);
    try (RawPeer peer =
        agreeing(
            "; server_no_context_takeover; client_no_context_takeover",
            session -> {
              assertThat(session.headers())
                  .containsEntry(
                      "sec-websocket-extensions",
                      "permessage-deflate; client_no_context_takeover;"
                          + " server_no_context_takeover");
              for (int i = 0; i < 3; i++) {
                try (Inflater fresh = new Inflater(true)) {
                  assertThat(inflated(fresh, session.readFrame().payload())).isEqualTo(text);
                }
                session.frame(FIRST_COMPRESSED, compressed(text.getBytes(StandardCharsets.UTF_8)));
              }
            })) {
      Client client = Client.connect(dialer, request(peer.port(), Compression.NO_CONTEXT, 0));
      for (int i = 0; i < 3; i++) {
        client.send(text);
        assertThat(client.receive().text()).isEqualTo(text);
      }
      peer.finish();
    }
  }

  @Test
  void the_peer_may_forbid_our_context(Dialer dialer) throws Exception {
    try (RawPeer peer =
        agreeing(
            "; client_no_context_takeover; server_max_window_bits=10",
            session -> {
              for (int i = 0; i < 2; i++) {
                try (Inflater fresh = new Inflater(true)) {
                  assertThat(inflated(fresh, session.readFrame().payload())).isEqualTo("hello");
                }
              }
            })) {
      Client client = Client.connect(dialer, request(peer.port(), Compression.CONTEXT_TAKEOVER, 0));
      client.send("hello");
      client.send("hello");
      peer.finish();
    }
  }

  @Test
  void only_messages_from_the_threshold_on_are_compressed(Dialer dialer) throws Exception {
    try (RawPeer peer =
        agreeing(
            "",
            session -> {
              assertThat(session.readFrame().first()).isEqualTo(0x81);
              assertThat(session.readFrame().first()).isEqualTo(FIRST_COMPRESSED);
              assertThat(session.readFrame().first()).isEqualTo(0x89);
            })) {
      Client client =
          Client.connect(dialer, request(peer.port(), Compression.CONTEXT_TAKEOVER, 10));
      client.send("x".repeat(9));
      client.send("x".repeat(10));
      client.connection().ping();
      peer.finish();
    }
  }

  @Test
  void a_peer_that_does_not_answer_the_offer_is_spoken_to_plainly(Dialer dialer) throws Exception {
    try (RawPeer peer =
        RawPeer.upgraded(session -> {
          assertThat(session.readFrame().first()).isEqualTo(0x81);
          session.frame(FIRST_COMPRESSED, compressed(new byte[10]));
          assertThat(session.readClose().closeCode()).isEqualTo(1002);
        })) {
      Client client = Client.connect(dialer, request(peer.port(), Compression.CONTEXT_TAKEOVER, 0));
      client.send("plain");
      peer.finish();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 65_536, 99_999})
  void what_does_not_compress_arrives_as_well(int length, Dialer dialer) throws Exception {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    try (RawPeer peer =
        agreeing(
            "",
            session -> {
              RawPeer.Frame frame = session.readFrame();
              assertThat(frame.first()).isEqualTo(0xC2);
              session.frame(0xC2, frame.payload());
            })) {
      Client client = Client.connect(dialer, request(peer.port(), Compression.CONTEXT_TAKEOVER, 0));
      client.send(bytes);
      assertThat(client.receive().payload()).isEqualTo(bytes);
      peer.finish();
    }
  }
}
