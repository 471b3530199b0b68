package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Connection.SendOutcome;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one connection that wait to be written, in order. Nothing is handed to Netty while
 * its buffer is above the water mark, so that a peer that does not read costs no native memory. On
 * the event loop only.
 */
final class Outbox {

  private static final byte[] EMPTY = {};
  private static final SendOutcome SENT = new SendOutcome.Sent();

  private final ChannelHandlerContext context;
  private final MaskSource masks;
  private final BooleanSupplier maySend;
  private final ArrayDeque<OutgoingFrame> waiting = new ArrayDeque<>();

  /** Begun or waiting, oldest first: what the write timeout looks at. */
  private final ArrayDeque<OutgoingFrame> unfinished = new ArrayDeque<>();

  private @Nullable OutgoingFrame current;
  private byte @Nullable [] pong;
  private @Nullable OutgoingFrame close;
  private boolean closeWritten;
  private boolean unflushed;
  private boolean pumping;

  /**
   * Makes an empty one.
   *
   * @param maySend whether messages may still go out, as {@link
   *     dev.tidegate.websocket.Connection.Listener#maySend}
   */
  Outbox(ChannelHandlerContext context, MaskSource masks, BooleanSupplier maySend) {
    this.context = context;
    this.masks = masks;
    this.maySend = maySend;
  }

  /** Queues a frame; it is written by the next {@link #pump()}. */
  void add(OutgoingFrame frame) {
    if (close != null) {
      frame.complete(new SendOutcome.Failed("connection closed"));
      return;
    }
    waiting.add(frame);
    unfinished.add(frame);
  }

  /**
   * Answers a ping; the next {@link #pump()} flushes it. An answer that can't be written yet is
   * replaced: the newest one is enough (RFC 6455 section 5.5.3), and a flood of pings costs
   * nothing.
   */
  void pong(byte[] payload) {
    pong = payload;
    if (current == null && context.channel().isWritable()) {
      unflushed |= writePiece();
    }
  }

  /**
   * Queues the Close frame as the last one of all.
   *
   * @param atOnce whether frames that are not begun are given up for it
   * @return when it was written, or can't be
   */
  OutgoingFrame close(CloseCode code, String reason, boolean atOnce) {
    if (atOnce) {
      OutgoingFrame frame;
      while ((frame = waiting.pollLast()) != null) {
        // What waits is the tail of what is unfinished.
        unfinished.pollLast();
        fail(frame, "connection closed");
      }
    }
    OutgoingFrame last = new OutgoingFrame(OutgoingFrame.CLOSE, closePayload(code, reason));
    waiting.add(last);
    unfinished.add(last);
    close = last;
    return last;
  }

  /** Fails everything that has not been written. */
  void failAll(String cause) {
    unfinished.forEach(frame -> fail(frame, cause));
    unfinished.clear();
    waiting.clear();
    current = null;
    pong = null;
  }

  /** When the oldest unwritten frame was queued; null when there is none. */
  @Nullable Long oldest() {
    OutgoingFrame frame = unfinished.peekFirst();
    return frame == null ? null : frame.since();
  }

  /** Writes what the socket takes. */
  void pump() {
    if (pumping) {
      // A flush below made the channel writable again: the loop there goes on.
      return;
    }
    pumping = true;
    try {
      do {
        while (context.channel().isWritable() && writePiece()) {
          unflushed = true;
        }
        if (!unflushed) {
          return;
        }
        unflushed = false;
        context.flush();
      } while (context.channel().isWritable() && hasWork());
    } finally {
      pumping = false;
    }
  }

  private boolean hasWork() {
    return current != null || !waiting.isEmpty() || (pong != null && !closeWritten);
  }

  private boolean writePiece() {
    OutgoingFrame frame = current;
    if (frame == null) {
      frame = nextFrame();
      if (frame == null) {
        return false;
      }
      current = frame;
    }
    if (frame.isMessage() && !maySend.getAsBoolean()) {
      return giveUp(frame);
    }
    ByteBuf piece = frame.nextPiece(context.alloc(), masks);
    ChannelFuture write = context.write(piece);
    if (frame.isWritten()) {
      current = null;
      closeWritten = frame.isClose();
      OutgoingFrame done = frame;
      write.addListener(result -> written(done, result.isSuccess()));
    }
    return true;
  }

  /**
   * Does without a frame that may not be sent any more. After half of one nothing can follow.
   *
   * @return whether the next one may have its turn
   */
  private boolean giveUp(OutgoingFrame frame) {
    if (frame.isBegun()) {
      failAll("connection closed");
      var _ = context.close();
      return false;
    }
    current = null;
    unfinished.remove(frame);
    fail(frame, "connection closed");
    return true;
  }

  private @Nullable OutgoingFrame nextFrame() {
    byte[] payload = pong;
    if (payload != null && !closeWritten) {
      pong = null;
      return new OutgoingFrame(OutgoingFrame.PONG, payload);
    }
    return waiting.poll();
  }

  private void written(OutgoingFrame frame, boolean success) {
    if (!frame.isPong()) {
      unfinished.remove(frame);
    }
    if (success) {
      frame.complete(SENT);
    } else {
      fail(frame, "connection lost");
    }
  }

  private static void fail(OutgoingFrame frame, String cause) {
    frame.complete(new SendOutcome.Failed(cause));
  }

  private static byte[] closePayload(CloseCode code, String reason) {
    if (code.equals(CloseCode.NO_STATUS)) {
      return EMPTY;
    }
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Short.BYTES + text.length)
        .putShort((short) code.value())
        .put(text)
        .array();
  }
}
