package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates compressed messages (RFC 7692 section 7.2.2) straight into the message's buffer, and
 * stops one byte past its limit. Its native memory is taken with the first message.
 */
final class MessageInflater {

  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

  private static final FastThreadLocal<byte[]> CHUNK =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[16 * 1024];
        }
      };

  private final boolean keepsContext;
  private @Nullable Inflater inflater;

  MessageInflater(boolean keepsContext) {
    this.keepsContext = keepsContext;
  }

  /** Takes bytes of a message out of the buffer. */
  void feed(ByteBuf in, int count, MessageBuffer out) throws FrameFault {
    inflate(in.nioBuffer(in.readerIndex(), count), out);
    in.skipBytes(count);
  }

  /** The message's compressed bytes are complete. */
  void finish(MessageBuffer out) throws FrameFault {
    inflate(ByteBuffer.wrap(TAIL), out);
    if (!keepsContext && inflater != null) {
      inflater.reset();
    }
  }

  /** Gives the native memory back. Idempotent. */
  void end() {
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
  }

  private void inflate(ByteBuffer in, MessageBuffer out) throws FrameFault {
    Inflater working = inflater;
    if (working == null) {
      working = new Inflater(true);
      inflater = working;
    }
    byte[] chunk = CHUNK.get();
    working.setInput(in);
    try {
      while (true) {
        int most = (int) Math.min(chunk.length, out.room() + 1L);
        int count = working.inflate(chunk, 0, most);
        if (count > out.room()) {
          throw FrameFault.tooBig(out.limit());
        }
        out.append(chunk, count);
        if (working.finished()) {
          // A final block is allowed anywhere (section 7.2.3.4); what follows is a new stream.
          working.reset();
          working.setInput(in);
        } else if (working.needsDictionary()) {
          throw broken();
        } else if (count == 0 && working.needsInput()) {
          return;
        }
      }
    } catch (DataFormatException e) {
      throw broken();
    }
  }

  private static FrameFault broken() {
    return new FrameFault(CloseCode.INVALID_PAYLOAD, "compressed data is broken");
  }
}
