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

  /**
   * The four bytes that a sender leaves out, and an empty block. Where the message's data is whole,
   * neither inflates to anything; where it is not, its rest would be found in them.
   */
  private static final byte[] TAIL = {
    0, 0, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, (byte) 0xFF, (byte) 0xFF
  };

  private static final FastThreadLocal<byte[]> CHUNK =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[16 * 1024];
        }
      };

  private final boolean keepsContext;
  private @Nullable Inflater inflater;

  /** Whether the message's data has a stream under way, which {@link #finish} must end. */
  private boolean inStream;

  MessageInflater(boolean keepsContext) {
    this.keepsContext = keepsContext;
  }

  /** Takes bytes of a message out of the buffer. */
  void feed(ByteBuf in, int count, MessageBuffer out) throws FrameFault {
    inflate(in.nioBuffer(in.readerIndex(), count), out, false);
    in.skipBytes(count);
  }

  /** The message's compressed bytes are complete. */
  void finish(MessageBuffer out) throws FrameFault {
    if (inStream) {
      inflate(ByteBuffer.wrap(TAIL), out, true);
      inStream = false;
    }
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

  private void inflate(ByteBuffer in, MessageBuffer out, boolean isTail) throws FrameFault {
    Inflater working = inflater;
    if (working == null) {
      working = new Inflater(true);
      inflater = working;
    }
    byte[] chunk = CHUNK.get();
    working.setInput(in);
    inStream |= in.hasRemaining();
    try {
      while (true) {
        int most = (int) Math.min(chunk.length, out.room() + 1L);
        int count = working.inflate(chunk, 0, most);
        if (count > 0 && isTail) {
          throw broken();
        }
        if (count > out.room()) {
          throw FrameFault.tooBig(out.limit());
        }
        out.append(chunk, count);
        if (working.finished()) {
          // A final block is allowed anywhere (section 7.2.3.4); what follows is a new stream.
          working.reset();
          working.setInput(in);
          inStream = in.hasRemaining();
        } else if (working.needsDictionary()) {
          throw broken();
        } else if (count < most && working.needsInput()) {
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
