package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.Connection;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.Dialer;
import dev.tidegate.websocket.TransportStatistics;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Dials on event loops that others run: not those of the HTTP server, which what connections of
 * scripts cost must not slow down. Follows no redirect, uses no proxy, resolves no name.
 */
public final class NettyDialer implements Dialer {

  private static final Closure STOPPING =
      new Closure(CloseCode.GOING_AWAY, "service stopping", Closure.Initiator.DRAIN);

  private final Supplier<? extends EventLoop> loops;
  private final SslContext tls;
  private final Duration drainTimeout;
  private final SecureRandom random = new SecureRandom();
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Set<NettyDial> dials = ConcurrentHashMap.newKeySet();
  private final TransportCounters counters = new TransportCounters();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Makes a dialer.
   *
   * @param loops gives the loop of each connection; they must run until the dialer is closed
   * @param tls for {@code wss}: a client context that verifies host names
   * @param drainTimeout how long {@link #close()} waits for the close handshakes of what is still
   *     open
   */
  public NettyDialer(Supplier<? extends EventLoop> loops, SslContext tls, Duration drainTimeout) {
    this.tls = tls;
    this.drainTimeout = drainTimeout;
    this.loops = loops;
  }

  @Override
  public Dial dial(DialRequest request, Connection.Listener listener) {
    EventLoop loop = loops.get();
    NettyDial dial = new NettyDial(loop, request, listener, tls, random, counters, channels::add);
    dials.add(dial);
    dial.outcome().thenRun(() -> dials.remove(dial));
    loop.execute(dial::start);
    return dial;
  }

  /** What its connections have done so far. */
  public TransportStatistics statistics() {
    return counters.statistics();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Waits until the connections have ended, at most for the drain timeout; not to be called on
   * an event loop.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    dials.forEach(dial -> dial.cancel(STOPPING));
    channels.forEach(channel -> {
      NettyConnection connection = channel.pipeline().get(NettyConnection.class);
      if (connection != null) {
        connection.close(STOPPING.code(), STOPPING.reason(), STOPPING.initiator());
      }
    });
    channels.newCloseFuture().awaitUninterruptibly(drainTimeout.toMillis());
    channels.close().awaitUninterruptibly();
  }
}
