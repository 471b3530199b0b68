package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.Dialer;
import dev.tidegate.websocket.HttpAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the upgrade and judges the answer; then gives its place in the pipeline to the
 * connection.
 */
final class HandshakeHandler extends ChannelInboundHandlerAdapter {

  /** What a server may say before its answer (RFC 9110 section 15.2): more than any has to. */
  private static final int INTERIM_LIMIT = 16;

  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(2);

  /** As much of a refusal's body as an error message can carry. */
  private static final int EXCERPT_LIMIT = 200;

  private final HandshakeExchange exchange;
  private final NettyDial dial;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int interim;

  /** Null before the answer proper. */
  private @Nullable HttpResponse response;

  private HandshakeExchange.Verdict.@Nullable Accepted upgrade;
  private @Nullable Future<?> bodyTimer;

  HandshakeHandler(HandshakeExchange exchange, NettyDial dial) {
    this.exchange = exchange;
    this.dial = dial;
  }

  /** Sends the request; the channel is connected and, where asked for, encrypted. */
  void start(ChannelHandlerContext context) {
    context
        .writeAndFlush(exchange.request())
        .addListener(written -> {
          if (!written.isSuccess()) {
            dial.fail(written.cause());
          }
        });
    context.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object received) {
    switch (received) {
      case HttpResponse answer -> head(context, answer);
      case LastHttpContent end -> {
        collect(end);
        ended(context);
      }
      case HttpContent part -> {
        collect(part);
        if (body.size() >= HttpAnswer.BODY_LIMIT) {
          refused();
        }
      }
      // What followed the 101 in the same segment: for the connection, which is next by now.
      default -> context.fireChannelRead(received);
    }
  }

  private void head(ChannelHandlerContext context, HttpResponse answer) {
    if (answer.decoderResult().isFailure()) {
      dial.fail(DialFaults.describe(answer.decoderResult().cause()));
      ReferenceCountUtil.release(answer);
      return;
    }
    if (HandshakeExchange.isInterim(answer)) {
      if (++interim > INTERIM_LIMIT) {
        dial.fail("bad handshake: too many interim answers");
      }
      return;
    }
    response = answer;
    if (HandshakeExchange.isSwitch(answer)) {
      switch (exchange.check(answer)) {
        case HandshakeExchange.Verdict.Refused refused ->
            dial.fail(refused.cause(), new HttpAnswer(answer.status().code(), ""));
        case HandshakeExchange.Verdict.Accepted accepted -> upgrade = accepted;
      }
    } else {
      bodyTimer =
          context
              .executor()
              .schedule(this::refused, BODY_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void collect(HttpContent part) {
    ByteBuf bytes = part.content();
    int count = Math.min(bytes.readableBytes(), HttpAnswer.BODY_LIMIT - body.size());
    body.writeBytes(ByteBufUtil.getBytes(bytes, bytes.readerIndex(), count));
    ReferenceCountUtil.release(part);
  }

  private void ended(ChannelHandlerContext context) {
    HandshakeExchange.Verdict.Accepted accepted = upgrade;
    if (accepted == null) {
      refused();
    } else if (!dial.isDone()) {
      upgrade(context, accepted);
    }
  }

  /** Fails the dial with the answer's status and what has come of its body; not without one. */
  private void refused() {
    HttpResponse head = response;
    if (head != null) {
      byte[] shown = exchange.isConfidential() ? new byte[0] : body.toByteArray();
      HttpAnswer answer = HttpAnswer.of(head.status().code(), shown);
      dial.fail("expected status 101 but got " + answer.status() + excerpt(answer.body()), answer);
    }
  }

  private void upgrade(ChannelHandlerContext context, HandshakeExchange.Verdict.Accepted accepted) {
    NettyConnection connection = dial.newConnection(accepted.terms());
    context.pipeline().addAfter(context.name(), "connection", connection);
    dial.connected(
        new Dialer.Outcome.Connected(
            connection,
            dial.peer(),
            accepted.protocol(),
            accepted.terms() != null,
            dial.timings(System.nanoTime())));
    // Only now: what the codec has read past the answer goes to the handler that is there.
    context.pipeline().remove(HttpClientCodec.class);
    context.pipeline().remove(this);
    connection.start();
  }

  /** The body's first words, where it is text that a reader can use. */
  private static String excerpt(String body) {
    String text = body.strip().replaceAll("\\s+", " ");
    boolean plain = text.chars().allMatch(c -> c >= ' ' && c <= '~') && !text.startsWith("<");
    if (text.isEmpty() || !plain) {
      return "";
    }
    return " ("
        + (text.length() <= EXCERPT_LIMIT ? text : text.substring(0, EXCERPT_LIMIT) + "...")
        + ")";
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!dial.isDone()) {
      context.read();
    }
    context.fireChannelReadComplete();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (bodyTimer != null) {
      bodyTimer.cancel(false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    refusedIfAnswered();
    dial.fail(DialFaults.LOST);
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    refusedIfAnswered();
    dial.fail(cause);
  }

  /** A status says more than the way in which the connection ended after it. */
  private void refusedIfAnswered() {
    if (bodyTimer != null) {
      refused();
    }
  }
}
