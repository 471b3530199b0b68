package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.MessageType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * What a well-behaved peer says, drawn by chance: messages of all kinds in fragments, compressed or
 * not, with control frames between them.
 */
final class Conversation {

  private static final int MOST_MESSAGES = 12;

  private final SplittableRandom random;
  private final @Nullable DeflateTerms terms;
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<String> messages = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private Closure closure = new Closure(CloseCode.ABNORMAL_CLOSURE, "", Closure.Initiator.LOST);

  /**
   * Draws one.
   *
   * @param terms null without compression
   */
  Conversation(SplittableRandom random, @Nullable DeflateTerms terms) {
    this.random = random;
    this.terms = terms;
    int count = random.nextInt(MOST_MESSAGES);
    for (int i = 0; i < count; i++) {
      message();
    }
    controls();
    if (random.nextBoolean()) {
      close();
    }
    deflater.end();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** What must be heard of it. */
  Hearing.Heard heard() {
    return new Hearing.Heard(messages, answers, closure);
  }

  private void message() {
    MessageType type = random.nextBoolean() ? MessageType.TEXT : MessageType.BINARY;
    byte[] payload = type == MessageType.TEXT ? text() : random(length());
    messages.add(Hearing.shown(type, payload));
    boolean compressed = terms != null && random.nextInt(4) > 0;
    fragments(
        (type == MessageType.TEXT ? 1 : 2) | (compressed ? 0x40 : 0),
        compressed ? deflated(payload) : payload);
  }

  private void fragments(int firstByte, byte[] payload) {
    int first = firstByte;
    int from = 0;
    for (int left = random.nextInt(4); left > 0; left--) {
      controls();
      int to = from + random.nextInt(payload.length - from + 1);
      bytes.writeBytes(Frames.frame(first, Arrays.copyOfRange(payload, from, to)));
      from = to;
      first = 0;
    }
    controls();
    bytes.writeBytes(Frames.frame(first | 0x80, Arrays.copyOfRange(payload, from, payload.length)));
  }

  private void controls() {
    while (random.nextInt(3) == 0) {
      byte[] payload = random(random.nextInt(126));
      if (random.nextBoolean()) {
        bytes.writeBytes(Frames.frame(0x89, payload));
        answers.add("8a " + Hearing.hex(payload, payload.length));
      } else {
        bytes.writeBytes(Frames.frame(0x8A, payload));
      }
    }
  }

  private void close() {
    int code = random.nextBoolean() ? 1000 : 3000 + random.nextInt(2000);
    String reason = "bye €".substring(random.nextInt(5));
    bytes.writeBytes(Frames.frame(0x88, Frames.closeBody(code, reason)));
    bytes.writeBytes(random(random.nextInt(20)));
    answers.add("88 %04x".formatted(code));
    closure = new Closure(new CloseCode(code), reason, Closure.Initiator.PEER);
  }

  private byte[] deflated(byte[] payload) {
    deflater.setInput(payload);
    byte[] out = new byte[payload.length + 100];
    // A stream that has just been flushed is not flushed again for nothing: then the header is due.
    int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    if (terms != null && !terms.theirContext()) {
      deflater.reset();
    }
    return Arrays.copyOf(out, Math.max(size - 4, 1));
  }

  private int length() {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> 124 + random.nextInt(4);
      case 2 -> random.nextInt(Hearing.READ_LIMIT + 1);
      default -> random.nextInt(300);
    };
  }

  private byte[] random(int length) {
    byte[] drawn = new byte[length];
    random.nextBytes(drawn);
    return drawn;
  }

  private byte[] text() {
    StringBuilder text = new StringBuilder();
    for (int left = length() / 4; left > 0; left--) {
      int most =
          switch (random.nextInt(4)) {
            case 0 -> 0x80;
            case 1 -> 0x800;
            case 2 -> 0xD800;
            default -> 0x11_0000;
          };
      int point = random.nextInt(most);
      text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 'x' : point);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
