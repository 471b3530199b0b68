package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.Connection.SendOutcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One frame on its way out. It is masked and handed over piece by piece, so that a message of any
 * size takes no more native memory than a piece.
 */
final class OutgoingFrame {

  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int FINAL = 0x80;
  private static final int COMPRESSED = 0x40;
  private static final int MASKED = 0x80;
  private static final int LONGEST_HEADER = 14;
  private static final int PIECE = 64 * 1024;

  /** A multiple of eight; fits into the processor's first cache together with its source. */
  private static final int MASKED_AT_ONCE = 4096;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final int opcode;
  private byte[] payload;
  private int offset;
  private int length;
  private int marks = FINAL;
  private final CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();

  /** When it was queued, by {@link System#nanoTime()}. */
  private final long since = System.nanoTime();

  private int mask;
  private int written = -1;

  OutgoingFrame(int opcode, byte[] payload, int offset, int length) {
    this.opcode = opcode;
    this.payload = payload;
    this.offset = offset;
    this.length = length;
  }

  OutgoingFrame(int opcode, byte[] payload) {
    this(opcode, payload, 0, payload.length);
  }

  /** Compresses the payload; before the first piece, and only that of a data message. */
  void compress(MessageDeflater deflater) {
    payload = deflater.deflate(payload, offset, length);
    offset = 0;
    length = payload.length;
    marks |= COMPRESSED;
  }

  boolean isData() {
    return opcode < CLOSE;
  }

  boolean isClose() {
    return opcode == CLOSE;
  }

  boolean isPong() {
    return opcode == PONG;
  }

  /** Whether it says something of its own accord, rather than keeping to the protocol. */
  boolean isMessage() {
    return isData() || opcode == PING;
  }

  int length() {
    return length;
  }

  long since() {
    return since;
  }

  CompletionStage<SendOutcome> outcome() {
    return outcome;
  }

  void complete(SendOutcome how) {
    outcome.complete(how);
  }

  /** Whether a piece has been handed over: then the others must follow. */
  boolean isBegun() {
    return written >= 0;
  }

  /** Whether all of it has been handed over. */
  boolean isWritten() {
    return written == length;
  }

  /** The next piece, header included in the first. */
  ByteBuf nextPiece(ByteBufAllocator allocator, MaskSource masks) {
    int from = Math.max(written, 0);
    int count = Math.min(PIECE, length - from);
    ByteBuf piece = allocator.ioBuffer(count + (isBegun() ? 0 : LONGEST_HEADER));
    if (!isBegun()) {
      mask = masks.next();
      writeHeader(piece);
    }
    writeMasked(piece, from, count);
    written = from + count;
    return piece;
  }

  private void writeHeader(ByteBuf out) {
    out.writeByte(marks | opcode);
    if (length < 126) {
      out.writeByte(MASKED | length);
    } else if (length < 0x1_0000) {
      out.writeByte(MASKED | 126).writeShort(length);
    } else {
      out.writeByte(MASKED | 127).writeLong(length);
    }
    out.writeInt(mask);
  }

  /**
   * Writes payload bytes; {@code from} is a multiple of the mask's four bytes. They are masked in
   * an array, a part of them at a time: eight bytes at once are not worth it in a buffer, which
   * checks each access.
   */
  private void writeMasked(ByteBuf out, int from, int count) {
    byte[] part = new byte[Math.min(count, MASKED_AT_ONCE)];
    for (int done = 0; done < count; done += part.length) {
      int some = Math.min(part.length, count - done);
      mask(payload, offset + from + done, part, some);
      out.writeBytes(part, 0, some);
    }
  }

  private void mask(byte[] source, int start, byte[] masked, int count) {
    long bytes = (mask & 0xFFFF_FFFFL) << 32 | (mask & 0xFFFF_FFFFL);
    long wide = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? bytes : Long.reverseBytes(bytes);
    int i = 0;
    for (; i + Long.BYTES <= count; i += Long.BYTES) {
      LONGS.set(masked, i, (long) LONGS.get(source, start + i) ^ wide);
    }
    for (; i < count; i++) {
      masked[i] = (byte) (source[start + i] ^ (mask >>> (24 - 8 * (i & 3))));
    }
  }
}
