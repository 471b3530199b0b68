package dev.tidegate.websocket.netty;

import dev.tidegate.lua.Utf8;
import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.MessageType;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames as a server sends them (RFC 6455 section 5) out of whatever pieces arrive, joins
 * fragments, and checks all that the RFC has a client check.
 *
 * <p>One state machine with a state per part of a frame; it is longer than a usual class because
 * the parts share their state.
 */
final class FrameReader {

  /** Hears what was read. */
  interface Sink {

    /**
     * Whether another data message may begin; when not, reading stops in front of it. Control
     * frames are read all the same.
     */
    boolean hasRoom();

    void message(MessageType type, byte[] payload);

    void ping(byte[] payload);

    void pong(byte[] payload);

    /** The peer's Close frame; nothing is read after it. */
    void close(CloseCode code, String reason);
  }

  private enum State {
    FIRST_BYTE,
    SECOND_BYTE,
    LENGTH,
    PAYLOAD,
    ENDED
  }

  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  /** The first reserved bit, which permessage-deflate gives a meaning. */
  private static final int COMPRESSED = 0x40;

  private static final int RESERVED = 0x30;
  private static final int CONTROL_LIMIT = 125;

  /** A message in more fragments than this is an attack on the reader's time. */
  private static final int FRAGMENT_LIMIT = 65_536;

  private static final byte[] EMPTY = {};

  private final Sink sink;
  private final MessageBuffer message;
  private final @Nullable MessageInflater inflater;

  private State state = State.FIRST_BYTE;
  private boolean discarding;

  // The frame under way.
  private boolean last;
  private int opcode;
  private long length;
  private long left;
  private int lengthBytesLeft;

  /** The least length that may be written in a field of this size. */
  private long minimalLength;

  private byte[] control = EMPTY;

  // The message under way.
  private boolean inMessage;
  private boolean compressed;
  private long wireBytes;
  private int fragments;

  /**
   * Makes a reader.
   *
   * @param inflater null where no compression was agreed
   */
  FrameReader(Sink sink, int readLimit, @Nullable MessageInflater inflater) {
    this.sink = sink;
    this.inflater = inflater;
    message = new MessageBuffer(readLimit);
  }

  /** From now on data is read over, and only the peer's Close frame matters. */
  void discardData() {
    discarding = true;
    drop();
  }

  /** From now on everything is read over. */
  void end() {
    state = State.ENDED;
    drop();
  }

  private void drop() {
    message.drop();
    if (inflater != null) {
      inflater.end();
    }
  }

  /**
   * Reads as much as there is.
   *
   * @return false when it stopped in front of a message for which there is no room
   */
  boolean read(ByteBuf in) throws FrameFault {
    while (true) {
      switch (state) {
        case FIRST_BYTE -> {
          if (!in.isReadable()) {
            return true;
          }
          int first = in.getUnsignedByte(in.readerIndex());
          if (beginsMessage(first) && !discarding && !sink.hasRoom()) {
            return false;
          }
          in.skipBytes(1);
          firstByte(first);
        }
        case SECOND_BYTE -> {
          if (!in.isReadable()) {
            return true;
          }
          secondByte(in.readUnsignedByte());
        }
        case LENGTH -> {
          while (lengthBytesLeft > 0) {
            if (!in.isReadable()) {
              return true;
            }
            length = (length << 8) | in.readUnsignedByte();
            lengthBytesLeft--;
          }
          checkLongLength();
          beginPayload();
        }
        case PAYLOAD -> {
          if (left > 0) {
            if (!in.isReadable()) {
              return true;
            }
            payload(in, (int) Math.min(left, in.readableBytes()));
          }
          if (left == 0) {
            state = State.FIRST_BYTE;
            endFrame();
          }
        }
        case ENDED -> {
          in.skipBytes(in.readableBytes());
          return true;
        }
      }
    }
  }

  private static boolean beginsMessage(int first) {
    int opcode = first & 0x0F;
    return opcode == TEXT || opcode == BINARY;
  }

  private void firstByte(int first) throws FrameFault {
    last = (first & 0x80) != 0;
    opcode = first & 0x0F;
    boolean marked = (first & COMPRESSED) != 0;
    if ((first & RESERVED) != 0 || (marked && (inflater == null || !beginsMessage(first)))) {
      throw FrameFault.protocol("reserved bits set");
    }
    switch (opcode) {
      case CONTINUATION -> {
        if (!inMessage) {
          throw FrameFault.protocol("continuation of no message");
        }
        if (++fragments > FRAGMENT_LIMIT) {
          throw new FrameFault(
              CloseCode.MESSAGE_TOO_BIG, "message in over " + FRAGMENT_LIMIT + " fragments");
        }
      }
      case TEXT, BINARY -> {
        if (inMessage) {
          throw FrameFault.protocol("message inside a message");
        }
        inMessage = true;
        compressed = marked;
        wireBytes = 0;
        fragments = 1;
        message.begin(opcode == TEXT ? MessageType.TEXT : MessageType.BINARY);
      }
      case CLOSE, PING, PONG -> {
        if (!last) {
          throw FrameFault.protocol("control frame in fragments");
        }
      }
      default -> throw FrameFault.protocol("unknown opcode " + opcode);
    }
    state = State.SECOND_BYTE;
  }

  private void secondByte(int second) throws FrameFault {
    if ((second & 0x80) != 0) {
      throw FrameFault.protocol("masked frame from a server");
    }
    int shortLength = second & 0x7F;
    if (isControl() && shortLength > CONTROL_LIMIT) {
      throw FrameFault.protocol("control frame over " + CONTROL_LIMIT + " bytes");
    }
    if (shortLength < 126) {
      length = shortLength;
      beginPayload();
    } else {
      length = 0;
      lengthBytesLeft = shortLength == 126 ? 2 : 8;
      minimalLength = shortLength == 126 ? 126 : 0x1_0000;
      state = State.LENGTH;
    }
  }

  private void checkLongLength() throws FrameFault {
    if (length < 0) {
      throw FrameFault.protocol("length over 63 bits");
    }
    if (length < minimalLength) {
      throw FrameFault.protocol("length not in its shortest form");
    }
  }

  private void beginPayload() throws FrameFault {
    left = length;
    if (isControl()) {
      control = length == 0 ? EMPTY : new byte[(int) length];
    } else if (!discarding) {
      wireBytes += length;
      // What does not compress grows a little; the limit itself is for the inflated bytes.
      int limit = message.limit();
      if (compressed ? wireBytes > limit + limit / 1000L + 64 : length > message.room()) {
        throw FrameFault.tooBig(limit);
      }
    }
    state = State.PAYLOAD;
  }

  private void payload(ByteBuf in, int count) throws FrameFault {
    if (isControl()) {
      in.readBytes(control, (int) (length - left), count);
    } else if (discarding) {
      in.skipBytes(count);
    } else if (compressed && inflater != null) {
      inflater.feed(in, count, message);
    } else {
      message.append(in, count, (int) left, last);
    }
    left -= count;
  }

  private void endFrame() throws FrameFault {
    switch (opcode) {
      case PING -> sink.ping(control);
      case CLOSE -> closeFrame();
      case PONG -> sink.pong(control);
      default -> endOfFragment();
    }
  }

  private void endOfFragment() throws FrameFault {
    if (!last) {
      return;
    }
    inMessage = false;
    if (!discarding) {
      if (compressed && inflater != null) {
        inflater.finish(message);
      }
      MessageType type = message.type();
      sink.message(type, message.finish());
    }
  }

  private void closeFrame() throws FrameFault {
    end();
    if (control.length == 0) {
      sink.close(CloseCode.NO_STATUS, "");
      return;
    }
    if (control.length == 1) {
      throw FrameFault.protocol("close frame with one byte");
    }
    CloseCode code = new CloseCode((control[0] & 0xFF) << 8 | (control[1] & 0xFF));
    if (!code.isOnWire()) {
      throw FrameFault.protocol("close code " + code);
    }
    if (!Utf8.isValid(control, 2, control.length)) {
      throw FrameFault.notUtf8();
    }
    sink.close(code, new String(control, 2, control.length - 2, StandardCharsets.UTF_8));
  }

  /**
   * What the message that is just being handed over took on the wire; 0 unless it was compressed.
   */
  long compressedBytes() {
    return compressed ? wireBytes : 0;
  }

  private boolean isControl() {
    return opcode >= CLOSE;
  }
}
