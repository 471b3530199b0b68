package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Utf8;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.Compression;
import dev.tidegate.websocket.Connection;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.Dialer;
import dev.tidegate.websocket.MessageType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A connection without a network that hears what a peer might send, in pieces of any size, and
 * gives all memory back.
 */
final class Hearing implements Connection.Listener {

  static final int READ_LIMIT = 2_000;

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Two places and little memory, so that reading has to stop now and then. */
  private static final DialRequest.Settings SETTINGS =
      new DialRequest.Settings(
          Duration.ZERO,
          Duration.ZERO,
          Compression.CONTEXT_TAKEOVER,
          1,
          READ_LIMIT,
          2,
          1_500,
          Client.SEND_AHEAD,
          Client.CLOSE_TIMEOUT);

  /**
   * What came of it.
   *
   * @param messages each with its type, in hexadecimal
   * @param sent the frames that the peer gets, without their masks, in hexadecimal
   * @param closure how the connection ended
   */
  record Heard(List<String> messages, List<String> sent, Closure closure) {

    /**
     * All of it but the words for data that can't be used: of two faults in it, inflating more at
     * once may find the second first.
     */
    String essence() {
      String code = closure.code() + " " + closure.initiator();
      return messages + " " + sent.stream().map(Heard::withoutReason).toList() + " " + code;
    }

    private static String withoutReason(String frame) {
      return frame.startsWith("88") ? frame.substring(0, Math.min(frame.length(), 7)) : frame;
    }
  }

  private final Queue<Integer> waiting = new ArrayDeque<>();
  private final List<String> messages = new ArrayList<>();
  private final List<Closure> closures = new ArrayList<>();

  private Hearing() {}

  /**
   * Hears these bytes and then the end of TCP. A receiver takes a message for each piece.
   *
   * @param terms null without compression
   * @param cut how long the next piece is, given how much is left; 1 to that
   */
  static Heard of(byte[] bytes, @Nullable DeflateTerms terms, IntUnaryOperator cut) {
    return new Hearing().hear(bytes, terms, cut);
  }

  private Heard hear(byte[] bytes, @Nullable DeflateTerms terms, IntUnaryOperator cut) {
    UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.config().setAllocator(memory);
    NettyConnection connection =
        new NettyConnection(
            channel.eventLoop(), this, SETTINGS, terms, RANDOM, new TransportCounters());
    channel.pipeline().addLast(connection);
    connection.start();
    for (int at = 0; at < bytes.length; ) {
      int length = cut.applyAsInt(bytes.length - at);
      channel.writeInbound(memory.directBuffer(length).writeBytes(bytes, at, length));
      at += length;
      take(connection, 1);
      channel.runPendingTasks();
    }
    while (!waiting.isEmpty()) {
      take(connection, 1);
      channel.runPendingTasks();
    }
    ByteBuf out = memory.directBuffer();
    collect(channel, out);
    var _ = channel.close();
    channel.checkException();
    channel.finishAndReleaseAll();
    List<String> sent = frames(out);
    out.release();
    assertThat(closures).hasSize(1);
    assertThat(memory.metric().usedDirectMemory()).isZero();
    assertThat(memory.metric().usedHeapMemory()).isZero();
    return new Heard(List.copyOf(messages), sent, closures.getFirst());
  }

  private void take(Connection connection, int most) {
    for (int i = 0; i < most && !waiting.isEmpty(); i++) {
      connection.taken(waiting.remove());
    }
  }

  private static void collect(EmbeddedChannel channel, ByteBuf out) {
    for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
      out.writeBytes(piece);
      piece.release();
    }
  }

  private static List<String> frames(ByteBuf out) {
    List<String> frames = new ArrayList<>();
    while (out.isReadable()) {
      int first = out.readUnsignedByte();
      byte[] payload = new byte[out.readUnsignedByte() & 0x7F];
      byte[] mask = new byte[4];
      out.readBytes(mask).readBytes(payload);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i & 3];
      }
      frames.add(hex(new byte[] {(byte) first}, 1) + " " + hex(payload, payload.length));
    }
    return frames;
  }

  static String hex(byte[] bytes, int length) {
    return HexFormat.of().formatHex(bytes, 0, length);
  }

  static String shown(MessageType type, byte[] payload) {
    return type
        + " "
        + payload.length
        + " "
        + hex(payload, Math.min(payload.length, 32))
        + " "
        + Arrays.hashCode(payload);
  }

  @Override
  public void opened(Dialer.Outcome.Connected connected) {
    throw new IllegalStateException("nobody dials here");
  }

  @Override
  public void message(MessageType type, byte[] payload) {
    assertThat(closures).isEmpty();
    assertThat(payload.length).isLessThanOrEqualTo(READ_LIMIT);
    assertThat(type == MessageType.BINARY || Utf8.isValid(payload, 0, payload.length)).isTrue();
    messages.add(shown(type, payload));
    waiting.add(payload.length);
    assertThat(waiting.size()).isLessThanOrEqualTo(SETTINGS.bufferedMessages());
  }

  @Override
  public void pong(Duration roundTrip) {}

  @Override
  public boolean maySend() {
    return true;
  }

  @Override
  public void closed(Closure closure) {
    closures.add(closure);
  }
}
