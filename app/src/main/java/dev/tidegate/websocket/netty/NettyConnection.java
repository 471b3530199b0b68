package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.Closure.Initiator;
import dev.tidegate.websocket.Connection;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.MessageType;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An open connection: the last handler of its Netty channel.
 *
 * <p>Fields without a word about threads belong to the event loop. Longer than a usual class,
 * because the ways in which a connection can end share their state.
 */
final class NettyConnection extends ChannelInboundHandlerAdapter
    implements Connection, FrameReader.Sink {

  private enum State {
    OPEN,
    /** Our Close frame is queued or sent; the peer's is waited for. */
    CLOSING,
    /** The listener has heard the end; only TCP may still have to be closed. */
    ENDED
  }

  private static final Logger LOGGER = System.getLogger(NettyConnection.class.getName());

  /** What a queued frame costs beside its payload. */
  private static final int FRAME_COST = 128;

  /**
   * How long what the peer still sends is read over after the last frame. Closing at once would
   * make the kernel answer it with RST, and the peer might lose our Close frame.
   */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static final CompletionStage<SendOutcome> SENT =
      CompletableFuture.completedStage(new SendOutcome.Sent());

  private final EventLoop loop;
  private final Listener listener;
  private final DialRequest.Settings settings;
  private final ReceiveWindow window;
  private final FrameReader reader;
  private final @Nullable MessageDeflater deflater;
  private final MaskSource masks;
  private final TransportCounters counters;

  // Shared with the threads that call the methods of Connection.
  private final CompletableFuture<Closure> closure = new CompletableFuture<>();
  private final ConcurrentLinkedQueue<OutgoingFrame> submitted = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean submissionScheduled = new AtomicBoolean();
  private final AtomicLong underWay = new AtomicLong();
  private final AtomicLong pings = new AtomicLong();
  private volatile boolean open = true;
  private volatile boolean parked;

  private State state = State.OPEN;
  private final ArrayDeque<ByteBuf> parkedBytes = new ArrayDeque<>();
  private final PingLog unanswered = new PingLog();
  private @Nullable ChannelHandlerContext context;
  private @Nullable Outbox outbox;
  private @Nullable Closure ourClose;
  private @Nullable OutgoingFrame ourFrame;
  private @Nullable Future<?> endTimer;
  private @Nullable Future<?> readTimer;
  private @Nullable Future<?> writeTimer;
  private boolean inactive;
  private long expectingSince;

  /**
   * Makes the handler.
   *
   * @param terms null where no compression was agreed
   */
  NettyConnection(
      EventLoop loop,
      Listener listener,
      DialRequest.Settings settings,
      @Nullable DeflateTerms terms,
      SecureRandom random,
      TransportCounters counters) {
    this.loop = loop;
    this.listener = listener;
    this.settings = settings;
    window = new ReceiveWindow(settings.bufferedMessages(), settings.bufferedBytes());
    reader =
        new FrameReader(
            this,
            settings.readLimit(),
            terms == null ? null : new MessageInflater(terms.theirContext()));
    deflater = terms == null ? null : new MessageDeflater(terms.ourContext());
    masks = new MaskSource(random);
    this.counters = counters;
  }

  // What any thread may call.

  @Override
  public CompletionStage<SendOutcome> send(
      MessageType type, byte[] payload, int offset, int length) {
    int opcode = type == MessageType.TEXT ? OutgoingFrame.TEXT : OutgoingFrame.BINARY;
    return submit(new OutgoingFrame(opcode, payload, offset, length), true);
  }

  @Override
  public CompletionStage<SendOutcome> ping() {
    byte[] payload = Long.toString(pings.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
    OutgoingFrame frame = new OutgoingFrame(OutgoingFrame.PING, payload);
    // Completed on the event loop.
    frame
        .outcome()
        .thenAccept(outcome -> {
          if (outcome instanceof SendOutcome.Sent) {
            unanswered.sent(payload, System.nanoTime());
          }
        });
    return submit(frame, false);
  }

  private CompletionStage<SendOutcome> submit(OutgoingFrame frame, boolean mayRunAhead) {
    if (!open) {
      return CompletableFuture.completedStage(new SendOutcome.Failed("connection closed"));
    }
    long cost = (long) frame.length() + FRAME_COST;
    boolean ahead = underWay.addAndGet(cost) <= settings.sendAhead();
    CompletionStage<SendOutcome> done =
        frame.outcome().whenComplete((outcome, never) -> underWay.addAndGet(-cost));
    submitted.add(frame);
    if (submissionScheduled.compareAndSet(false, true)) {
      loop.execute(this::drainSubmitted);
    }
    return ahead && mayRunAhead ? SENT : done;
  }

  @Override
  public CompletionStage<Closure> close(CloseCode code, String reason, Initiator initiator) {
    if (!closure.isDone()) {
      open = false;
      loop.execute(() -> startClose(new Closure(code, reason, initiator)));
    }
    return closure.copy();
  }

  @Override
  public void taken(int bytes) {
    window.take(bytes);
    if (parked && window.isHalfEmpty()) {
      loop.execute(this::resume);
    }
  }

  // The event loop.

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    outbox = new Outbox(added, masks, listener::maySend);
    expectingSince = System.nanoTime();
    if (settings.readTimeout().isPositive()) {
      armReadTimer(settings.readTimeout().toNanos());
    }
  }

  /** Begins to read; the handshake is through and the handler in its place. */
  void start() {
    readOn();
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object received) {
    ByteBuf bytes = (ByteBuf) received;
    if (parked) {
      parkedBytes.addLast(bytes);
    } else {
      consume(bytes);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext from) {
    pump();
    readOn();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext from) {
    pump();
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) {
    inactive = true;
    open = false;
    outbox().failAll("connection lost");
    if (!parked) {
      lost();
    }
    // Whole messages that had arrived before are still delivered, then the end.
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
    if (!(cause instanceof IOException) && !(cause instanceof DecoderException)) {
      LOGGER.log(
          Logger.Level.ERROR, "a WebSocket connection is dropped after an unexpected fault", cause);
    }
    drop();
  }

  private void consume(ByteBuf bytes) {
    boolean done = true;
    try {
      done = reader.read(bytes);
    } catch (FrameFault fault) {
      fail(fault);
    } finally {
      if (done) {
        bytes.release();
      }
    }
    if (!done) {
      parkedBytes.addFirst(bytes);
      parked = true;
      counters.paused();
      if (window.isHalfEmpty()) {
        // Taken between the look at the window and the word that we stopped.
        loop.execute(this::resume);
      }
    }
  }

  private void resume() {
    if (!parked || !(state != State.OPEN || window.isHalfEmpty())) {
      return;
    }
    unpark();
    expectingSince = System.nanoTime();
    ByteBuf bytes;
    while (!parked && (bytes = parkedBytes.pollFirst()) != null) {
      consume(bytes);
    }
    if (parked) {
      return;
    }
    if (inactive) {
      lost();
    } else {
      pump();
      readOn();
    }
  }

  private void unpark() {
    parked = false;
    counters.resumed();
  }

  private void readOn() {
    if (!parked && !inactive) {
      context().read();
    }
  }

  @Override
  public boolean hasRoom() {
    return !window.isFull();
  }

  @Override
  public void message(MessageType type, byte[] payload) {
    expectingSince = System.nanoTime();
    long compressed = reader.compressedBytes();
    if (compressed > 0) {
      counters.inflated(compressed, payload.length);
    }
    window.add(payload.length);
    listener.message(type, payload);
  }

  @Override
  public void ping(byte[] payload) {
    outbox().pong(payload);
  }

  @Override
  public void pong(byte[] payload) {
    if (state == State.OPEN) {
      unanswered.answered(payload, System.nanoTime()).ifPresent(listener::pong);
    }
  }

  @Override
  public void close(CloseCode code, String reason) {
    if (state == State.OPEN) {
      open = false;
      lastFrame(code, "", LINGER, false);
      end(new Closure(code, reason, Initiator.PEER));
    } else {
      endAsAsked();
      closeWithin(LINGER);
    }
  }

  private void fail(FrameFault fault) {
    open = false;
    reader.end();
    if (state == State.OPEN) {
      lastFrame(fault.code(), fault.reason(), LINGER, true);
      Initiator initiator = fault.isLimit() ? Initiator.LIMIT : Initiator.FAULT;
      end(new Closure(fault.code(), fault.reason(), initiator));
    } else {
      endAsAsked();
      if (ourFrame != null) {
        // The peer may not have read it yet.
        lingerAfter(ourFrame, LINGER, true);
      }
    }
  }

  private void startClose(Closure asked) {
    if (state != State.OPEN) {
      return;
    }
    if (inactive) {
      lost();
      return;
    }
    drainSubmitted();
    state = State.CLOSING;
    ourClose = asked;
    reader.discardData();
    stop(readTimer);
    OutgoingFrame frame = outbox().close(asked.code(), asked.reason(), false);
    ourFrame = frame;
    frame
        .outcome()
        .thenRun(() -> {
          if (state == State.CLOSING) {
            closeWithin(settings.closeTimeout());
          }
        });
    closeWithin(settings.closeTimeout());
    pump();
    resume();
  }

  /** Answers a Close frame or a fault; then the peer has a moment to read it. */
  private void lastFrame(CloseCode code, String reason, Duration linger, boolean halfClose) {
    Outbox out = outbox();
    OutgoingFrame frame = out.close(code, reason, true);
    lingerAfter(frame, linger, halfClose);
    pump();
  }

  /** Closes TCP when the peer has had its moment, or when the frame can't be written in time. */
  private void lingerAfter(OutgoingFrame last, Duration linger, boolean halfClose) {
    closeWithin(settings.closeTimeout());
    last.outcome()
        .thenRun(() -> {
          closeWithin(linger);
          if (halfClose) {
            shutdownOutput();
          }
        });
  }

  private void shutdownOutput() {
    // TLS has no half-closed state to speak of; there the peer ends it, or the timer.
    if (context().pipeline().get(SslHandler.class) == null
        && context().channel() instanceof DuplexChannel channel) {
      var _ = channel.shutdownOutput();
    }
  }

  private void lost() {
    endAsAsked();
    end(new Closure(CloseCode.ABNORMAL_CLOSURE, "", Initiator.LOST));
  }

  private void endAsAsked() {
    if (ourClose != null) {
      end(ourClose);
    }
  }

  /** Ends at once, without a Close frame. */
  private void abort(String cause) {
    open = false;
    outbox().failAll(cause);
    end(new Closure(CloseCode.ABNORMAL_CLOSURE, cause, Initiator.LIMIT));
    drop();
  }

  private void end(Closure how) {
    if (state == State.ENDED) {
      return;
    }
    state = State.ENDED;
    reader.end();
    stop(readTimer);
    stop(writeTimer);
    if (deflater != null) {
      deflater.end();
    }
    if (parked) {
      unpark();
    }
    ByteBuf bytes;
    while ((bytes = parkedBytes.pollFirst()) != null) {
      bytes.release();
    }
    listener.closed(how);
    closure.complete(how);
  }

  /** Closes TCP; whoever waits for the end hears of it by {@link #channelInactive}. */
  private void drop() {
    var _ = context().close();
  }

  private void closeWithin(Duration time) {
    stop(endTimer);
    endTimer = loop.schedule(this::drop, time.toNanos(), TimeUnit.NANOSECONDS);
    context().channel().closeFuture().addListener(closed -> stop(endTimer));
  }

  private void drainSubmitted() {
    submissionScheduled.set(false);
    OutgoingFrame frame;
    while ((frame = submitted.poll()) != null) {
      if (inactive || state == State.ENDED) {
        frame.complete(new SendOutcome.Failed("connection closed"));
      } else {
        compress(frame);
        outbox().add(frame);
      }
    }
    pump();
  }

  /** Here and not where it is submitted: the window must see the messages in their order. */
  private void compress(OutgoingFrame frame) {
    if (deflater != null
        && state == State.OPEN
        && frame.isData()
        && frame.length() >= settings.compressionThreshold()) {
      int plain = frame.length();
      frame.compress(deflater);
      counters.deflated(plain, frame.length());
    }
  }

  private void pump() {
    if (!inactive) {
      outbox().pump();
      if (settings.writeTimeout().isPositive()) {
        armWriteTimer();
      }
    }
  }

  private void armReadTimer(long nanos) {
    readTimer = loop.schedule(this::checkRead, nanos, TimeUnit.NANOSECONDS);
  }

  private void checkRead() {
    if (state != State.OPEN) {
      return;
    }
    long now = System.nanoTime();
    if (parked || window.isFull()) {
      // Nothing is expected while there is no room for it.
      expectingSince = now;
    }
    long left = expectingSince + settings.readTimeout().toNanos() - now;
    if (left <= 0) {
      abort("read timeout");
    } else {
      armReadTimer(left);
    }
  }

  private void armWriteTimer() {
    Long oldest = outbox().oldest();
    if (oldest == null || writeTimer != null) {
      return;
    }
    long left = oldest + settings.writeTimeout().toNanos() - System.nanoTime();
    writeTimer = loop.schedule(this::checkWrite, Math.max(left, 0), TimeUnit.NANOSECONDS);
  }

  private void checkWrite() {
    writeTimer = null;
    Long oldest = outbox().oldest();
    if (oldest == null || inactive) {
      return;
    }
    if (System.nanoTime() - oldest >= settings.writeTimeout().toNanos()) {
      abort("write timeout");
    } else {
      armWriteTimer();
    }
  }

  private static void stop(@Nullable Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private ChannelHandlerContext context() {
    ChannelHandlerContext known = context;
    if (known == null) {
      throw new IllegalStateException("not in a pipeline yet");
    }
    return known;
  }

  private Outbox outbox() {
    Outbox known = outbox;
    if (known == null) {
      throw new IllegalStateException("not in a pipeline yet");
    }
    return known;
  }
}
