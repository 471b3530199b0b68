package dev.tidegate.websocket.netty;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.Compression;
import dev.tidegate.websocket.ConnectFailure;
import dev.tidegate.websocket.Connection;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.Dialer;
import dev.tidegate.websocket.MessageType;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The receiving end of a test: keeps what the transport delivers. */
final class Client implements Connection.Listener {

  static final int SEND_AHEAD = 256 * 1024;
  static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(11);

  /** What ends a dial that a test wants no more. */
  static final Closure GIVEN_UP =
      new Closure(CloseCode.GOING_AWAY, "given up", Closure.Initiator.JOB_END);

  /** How such a dial ends. */
  static final Dialer.Outcome CANCELLED =
      new Dialer.Outcome.Failed(ConnectFailure.CANCELLED, "cancelled", "cancelled", null);

  static final DialRequest.Settings DEFAULTS =
      new DialRequest.Settings(
          Duration.ZERO,
          Duration.ZERO,
          Compression.DISABLED,
          0,
          1 << 20,
          32,
          1 << 20,
          SEND_AHEAD,
          CLOSE_TIMEOUT);

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Received(MessageType type, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  private static final EventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("test-loop", true), NioIoHandler.newFactory());

  private final BlockingQueue<Received> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Closure> closed = new CompletableFuture<>();
  private final List<Duration> roundTrips = new CopyOnWriteArrayList<>();
  private volatile int mostWaiting;
  private volatile boolean maySend = true;
  private volatile @Nullable Connection connection;

  /** A dialer on a loop that all tests share. */
  static NettyDialer dialer(SslContext tls) {
    return new NettyDialer(LOOPS::next, tls, DRAIN_TIMEOUT);
  }

  static DialRequest request(int port) {
    return request(port, DEFAULTS);
  }

  static DialRequest request(int port, DialRequest.Settings settings) {
    return request(port, settings, Map.of(), List.of(), Duration.ofSeconds(20));
  }

  static DialRequest request(
      int port,
      DialRequest.Settings settings,
      Map<String, String> headers,
      List<String> protocols,
      Duration timeout) {
    return new DialRequest(
        new TargetUrl(TargetUrl.Scheme.WS, "localhost", port, "/", null),
        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
        headers,
        protocols,
        timeout,
        settings);
  }

  /** Dials and requires success. */
  static Client connect(Dialer dialer, DialRequest request) throws Exception {
    Client client = new Client();
    Dialer.Outcome outcome = get(dialer.dial(request, client).outcome());
    if (!(outcome instanceof Dialer.Outcome.Connected)) {
      throw new AssertionError("not connected: " + outcome);
    }
    return client;
  }

  /** Dials and requires failure. */
  static String failure(Dialer dialer, DialRequest request) throws Exception {
    Dialer.Outcome outcome = get(dialer.dial(request, new Client()).outcome());
    if (!(outcome instanceof Dialer.Outcome.Failed failed)) {
      throw new AssertionError("connected: " + outcome);
    }
    return failed.cause();
  }

  static <T> T get(CompletionStage<T> stage)
      throws ExecutionException, InterruptedException, TimeoutException {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  Connection connection() {
    Connection known = connection;
    if (known == null) {
      throw new IllegalStateException("not connected");
    }
    return known;
  }

  CompletionStage<Connection.SendOutcome> send(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return connection().send(MessageType.TEXT, bytes, 0, bytes.length);
  }

  CompletionStage<Connection.SendOutcome> send(byte[] bytes) {
    return connection().send(MessageType.BINARY, bytes, 0, bytes.length);
  }

  CompletionStage<Closure> close(int code, String reason) {
    return connection().close(new CloseCode(code), reason, Closure.Initiator.SCRIPT);
  }

  /** The next message, taken at once. */
  Received receive() throws InterruptedException {
    Received message = messages.poll(20, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message came");
    }
    connection().taken(message.payload().length);
    return message;
  }

  /** How many messages were delivered and not received. */
  int waiting() {
    return messages.size();
  }

  Closure closure() throws Exception {
    return closed.get(20, TimeUnit.SECONDS);
  }

  /** The most that ever waited at once. */
  int mostWaiting() {
    return mostWaiting;
  }

  boolean isClosed() {
    return closed.isDone();
  }

  @Override
  public void opened(Dialer.Outcome.Connected connected) {
    connection = connected.connection();
  }

  @Override
  public void message(MessageType type, byte[] payload) {
    if (closed.isDone()) {
      throw new IllegalStateException("a message after the end");
    }
    messages.add(new Received(type, payload));
    mostWaiting = Math.max(mostWaiting, messages.size());
  }

  /** The times that answers to pings took, up to now. */
  List<Duration> roundTrips() {
    return List.copyOf(roundTrips);
  }

  @Override
  public void pong(Duration roundTrip) {
    roundTrips.add(roundTrip);
  }

  @Override
  public boolean maySend() {
    return maySend;
  }

  /** From now on nothing may be said to the peer. */
  void silence() {
    maySend = false;
  }

  @Override
  public void closed(Closure closure) {
    if (!closed.complete(closure)) {
      throw new IllegalStateException("a second end");
    }
  }
}
