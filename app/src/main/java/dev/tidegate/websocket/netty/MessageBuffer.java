package dev.tidegate.websocket.netty;

import dev.tidegate.lua.Utf8;
import dev.tidegate.websocket.MessageType;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The data message that is arriving. Its array grows with the bytes that are there, never with what
 * a frame header claims.
 */
final class MessageBuffer {

  private static final byte[] EMPTY = {};

  /** An array up to this size may be made on a header's word. */
  private static final int CREDIT = 16 * 1024;

  private final int limit;
  private final Utf8 utf8 = new Utf8();
  private MessageType type = MessageType.BINARY;
  private byte[] bytes = EMPTY;
  private int size;

  /**
   * Makes an empty buffer.
   *
   * @param limit the most bytes that a message may have
   */
  MessageBuffer(int limit) {
    this.limit = limit;
  }

  void begin(MessageType newType) {
    type = newType;
    bytes = EMPTY;
    size = 0;
    utf8.reset();
  }

  int limit() {
    return limit;
  }

  int size() {
    return size;
  }

  /** How much more the message may get. */
  int room() {
    return limit - size;
  }

  MessageType type() {
    return type;
  }

  /**
   * Takes bytes out of the buffer.
   *
   * @param announced how many the frame still has, these included; together with what is there not
   *     over the limit
   * @param last whether the message ends with the frame
   */
  void append(ByteBuf in, int count, int announced, boolean last) throws FrameFault {
    ensure(count, announced, last ? size + announced : limit);
    in.readBytes(bytes, size, count);
    added(count);
  }

  /** Takes bytes out of an array; together with what is there not over the limit. */
  void append(byte[] in, int count) throws FrameFault {
    ensure(count, count, limit);
    System.arraycopy(in, 0, bytes, size, count);
    added(count);
  }

  /** The finished message; the buffer lets go of it. */
  byte[] finish() throws FrameFault {
    if (type == MessageType.TEXT && !utf8.isComplete()) {
      throw FrameFault.notUtf8();
    }
    byte[] message = bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
    drop();
    return message;
  }

  /** Lets go of what has arrived. */
  void drop() {
    bytes = EMPTY;
    size = 0;
  }

  private void added(int count) throws FrameFault {
    int from = size;
    size += count;
    if (type == MessageType.TEXT && !utf8.accepts(bytes, from, size)) {
      throw FrameFault.notUtf8();
    }
  }

  /**
   * Makes room.
   *
   * @param most as long as the message can get
   */
  private void ensure(int count, int announced, int most) {
    int needed = size + count;
    if (needed <= bytes.length) {
      return;
    }
    // Doubling keeps the copying linear, however small the pieces are; a last frame's own length
    // ends it, so that the array mostly fits exactly.
    long wanted = Math.max(2L * bytes.length, size + Math.min(announced, CREDIT));
    bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(wanted, most)));
  }
}
