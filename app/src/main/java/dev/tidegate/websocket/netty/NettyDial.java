package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectFailure;
import dev.tidegate.websocket.Connection;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.Dialer.Dial;
import dev.tidegate.websocket.Dialer.Outcome;
import dev.tidegate.websocket.Dialer.Timings;
import dev.tidegate.websocket.HttpAnswer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One attempt: the addresses in turn, TLS, upgrade. Everything but the interface on its loop. */
final class NettyDial implements Dial {

  static final String UNREACHABLE = "host unreachable";

  private static final Duration LONGEST_TCP_ATTEMPT = Duration.ofSeconds(60);

  private final EventLoop loop;
  private final DialRequest request;
  private final Connection.Listener listener;
  private final SslContext tls;
  private final SecureRandom random;
  private final TransportCounters counters;
  private final Consumer<Channel> connections;
  private final List<Hop> hops;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final long start = System.nanoTime();

  /** What became of the ways that were tried, for operators. */
  private final StringBuilder tried = new StringBuilder();

  private @Nullable Channel channel;
  private @Nullable Future<?> timer;
  private @Nullable InetSocketAddress peer;

  /** Where it is, and so what it fails at if it does. */
  private ConnectFailure step = ConnectFailure.TCP;

  private long connectedAt;
  private long encryptedAt;

  /**
   * Prepares an attempt.
   *
   * @param connections hears of the channel of every connection that is made
   */
  NettyDial(
      EventLoop loop,
      DialRequest request,
      Connection.Listener listener,
      SslContext tls,
      SecureRandom random,
      TransportCounters counters,
      Consumer<Channel> connections) {
    this.loop = loop;
    this.request = request;
    this.listener = listener;
    this.tls = tls;
    this.random = random;
    this.counters = counters;
    this.connections = connections;
    hops = Hop.of(request);
  }

  @Override
  public CompletionStage<Outcome> outcome() {
    return outcome.copy();
  }

  @Override
  public void cancel(Closure how) {
    loop.execute(() -> {
      if (!outcome.isDone()) {
        cancelled();
      } else if (outcome.join() instanceof Outcome.Connected connected) {
        connected.connection().close(how.code(), how.reason(), how.initiator());
      }
    });
  }

  void start() {
    if (request.timeout().isPositive()) {
      // From the same moment on as what the steps may take, or one of them could be over before it.
      long left = request.timeout().toNanos() - (System.nanoTime() - start);
      timer = loop.schedule(this::timedOut, left, TimeUnit.NANOSECONDS);
    }
    connect(0);
  }

  private void connect(int index) {
    if (!mayGoOn()) {
      return;
    }
    Hop hop = hops.get(index);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            // The address was checked; nothing may resolve the name again.
            .disableResolver()
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, attemptMillis(index))
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32768, 65536))
            .option(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(64, 2048, 65536).maxMessagesPerRead(1))
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel created) {
                    // The rest of the pipeline is built once the address is confirmed.
                    hop.tunnel(attemptMillis(index))
                        .ifPresent(tunnel ->
                            created
                                .pipeline()
                                .addLast(tunnel)
                                .addLast("tunnel", new TunnelWatch()));
                  }
                });
    ChannelFuture connecting = bootstrap.connect(hop.target());
    channel = connecting.channel();
    connecting.addListener(done -> attempted(connecting, index));
  }

  /** An address that does not answer must leave time for those after it. */
  private int attemptMillis(int index) {
    long left =
        request.timeout().isPositive()
            ? request.timeout().toMillis() - Duration.ofNanos(System.nanoTime() - start).toMillis()
            : LONGEST_TCP_ATTEMPT.toMillis();
    return (int) Math.clamp(left / (hops.size() - index), 1, LONGEST_TCP_ATTEMPT.toMillis());
  }

  private void attempted(ChannelFuture connecting, int index) {
    if (outcome.isDone()) {
      drop(connecting.channel());
      return;
    }
    Throwable fault = connecting.cause();
    if (fault != null) {
      next(index, fault);
      return;
    }
    Hop hop = hops.get(index);
    if (!hop.peer().equals(connecting.channel().remoteAddress())) {
      end(step, UNREACHABLE, hop + ": connected to " + connecting.channel().remoteAddress(), null);
      return;
    }
    ProxyHandler tunnel = connecting.channel().pipeline().get(ProxyHandler.class);
    if (tunnel == null) {
      reached(connecting.channel(), hop);
    } else {
      tunnel.connectFuture().addListener(opened -> tunnelled(connecting.channel(), index, opened));
    }
  }

  private void tunnelled(Channel connected, int index, io.netty.util.concurrent.Future<?> opened) {
    if (outcome.isDone()) {
      drop(connected);
    } else if (opened.isSuccess()) {
      connected.pipeline().remove("tunnel");
      reached(connected, hops.get(index));
    } else {
      next(index, opened.cause());
    }
  }

  /** Goes on with the next way, or gives up after the last. */
  private void next(int index, Throwable fault) {
    tried
        .append(tried.isEmpty() ? "" : "; ")
        .append(hops.get(index))
        .append(": ")
        .append(DialFaults.precisely(fault));
    if (index + 1 < hops.size()) {
      connect(index + 1);
    } else {
      end(at(fault), DialFaults.describe(fault), tried.toString(), null);
    }
  }

  private void reached(Channel connected, Hop hop) {
    peer = hop.target();
    connectedAt = System.nanoTime();
    encryptedAt = connectedAt;
    if (request.url().secure()) {
      encrypt(connected);
    } else {
      upgrade(connected);
    }
  }

  private void encrypt(Channel connected) {
    step = ConnectFailure.TLS;
    // Made with the name, so that SNI and the certificate check are about it and not the address.
    SslHandler handler =
        tls.newHandler(connected.alloc(), request.url().host(), request.url().port());
    handler.setHandshakeTimeoutMillis(0); // The dial's own timer covers it.
    connected.pipeline().addLast(handler);
    connected.pipeline().addLast("tls", new TlsWatch());
    handler
        .handshakeFuture()
        .addListener(done -> {
          if (!done.isSuccess()) {
            fail(done.cause());
          } else if (!outcome.isDone()) {
            encryptedAt = System.nanoTime();
            connected.pipeline().remove("tls");
            upgrade(connected);
          }
        });
    connected.read();
  }

  /** Fails the attempt where nothing may be said to the peer any more. */
  private boolean mayGoOn() {
    boolean may = listener.maySend();
    if (!may) {
      cancelled();
    }
    return may;
  }

  private void upgrade(Channel connected) {
    if (!mayGoOn()) {
      return;
    }
    step = ConnectFailure.HANDSHAKE;
    HttpDecoderConfig limits =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(4096)
            .setMaxHeaderSize(16384)
            .setMaxChunkSize(8192);
    HandshakeHandler handshake = new HandshakeHandler(new HandshakeExchange(request, random), this);
    connected
        .pipeline()
        .addLast(new HttpClientCodec(limits, false, false))
        .addLast("handshake", handshake);
    handshake.start(connected.pipeline().context(handshake));
  }

  NettyConnection newConnection(@Nullable DeflateTerms terms) {
    return new NettyConnection(loop, listener, request.settings(), terms, random, counters);
  }

  Timings timings(long now) {
    return new Timings(
        Duration.ofNanos(connectedAt - start),
        Duration.ofNanos(encryptedAt - connectedAt),
        Duration.ofNanos(now - encryptedAt));
  }

  /** The address that was dialled, once it is connected. */
  InetSocketAddress peer() {
    InetSocketAddress known = peer;
    if (known == null) {
      throw new IllegalStateException("not connected yet");
    }
    return known;
  }

  boolean isDone() {
    return outcome.isDone();
  }

  void connected(Outcome.Connected connected) {
    stopTimer();
    if (channel != null) {
      connections.accept(channel);
    }
    listener.opened(connected);
    outcome.complete(connected);
  }

  /** Ends the attempt without a connection; does nothing when it has ended. */
  void fail(String cause) {
    end(step, cause, detail(cause), null);
  }

  /** The same, after the server has answered. */
  void fail(String cause, HttpAnswer answer) {
    end(step, cause, detail(cause), answer);
  }

  /** The same, for a fault of the network or of TLS. */
  void fail(Throwable fault) {
    end(at(fault), DialFaults.describe(fault), detail(DialFaults.precisely(fault)), null);
  }

  private void timedOut() {
    end(ConnectFailure.TIMEOUT, "timeout", detail("timeout"), null);
  }

  private void cancelled() {
    end(ConnectFailure.CANCELLED, "cancelled", detail("cancelled"), null);
  }

  private ConnectFailure at(Throwable fault) {
    return fault instanceof ConnectTimeoutException ? ConnectFailure.TIMEOUT : step;
  }

  private String detail(String last) {
    return tried.isEmpty() ? last : last + " after " + tried;
  }

  private void end(ConnectFailure at, String cause, String detail, @Nullable HttpAnswer answer) {
    if (outcome.complete(new Outcome.Failed(at, cause, detail, answer))) {
      stopTimer();
      if (channel != null) {
        drop(channel);
      }
    }
  }

  /** Closes; there is nobody left to tell how that went. */
  private static void drop(Channel channel) {
    var _ = channel.close();
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  /** Keeps the TLS handshake reading; reading by itself is off from the start. */
  private final class TlsWatch extends ChannelInboundHandlerAdapter {

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.read();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      fail(DialFaults.LOST);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      fail(cause);
    }
  }

  /** Stands behind the proxy's handler while that opens the tunnel. */
  private static final class TunnelWatch extends ChannelInboundHandlerAdapter {

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // The tunnel's future has told it; at the pipeline's end it would be logged once more.
    }
  }
}
