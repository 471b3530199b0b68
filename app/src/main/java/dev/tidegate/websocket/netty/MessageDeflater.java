package dev.tidegate.websocket.netty;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Compresses messages (RFC 7692 section 7.2.1). For one thread. */
final class MessageDeflater {

  private static final int TAIL = 4;

  private final boolean keepsContext;
  private @Nullable Deflater deflater;

  MessageDeflater(boolean keepsContext) {
    this.keepsContext = keepsContext;
  }

  /** The compressed message. */
  byte[] deflate(byte[] payload, int offset, int length) {
    Deflater working = deflater;
    if (working == null) {
      working = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
      deflater = working;
    }
    working.setInput(payload, offset, length);
    byte[] out = new byte[Math.max(64, length / 2)];
    int size = 0;
    while (true) {
      size += working.deflate(out, size, out.length - size, Deflater.SYNC_FLUSH);
      // A flush is over only when it leaves room: with a full buffer there may be more to come.
      if (size < out.length) {
        break;
      }
      out = Arrays.copyOf(out, Math.addExact(out.length, Math.max(64, out.length / 2)));
    }
    if (!keepsContext) {
      // Nothing is kept, so neither is a quarter of a megabyte of native memory.
      end();
    }
    // A flush ends in an empty block, whose last four bytes are left out.
    return Arrays.copyOf(out, size - TAIL);
  }

  /** Gives the native memory back. Idempotent. */
  void end() {
    if (deflater != null) {
      deflater.end();
      deflater = null;
    }
  }
}
