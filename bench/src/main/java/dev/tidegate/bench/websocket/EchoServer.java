package dev.tidegate.bench.websocket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * The server of all clients: plain Netty, compression off. Prints its port, then serves until its
 * standard input ends.
 */
public final class EchoServer {

  private static final int MOST_BYTES = 1 << 20;
  private static final int BACKLOG = 4096;

  /** Messages under way to a client that takes as many as it can. */
  private static final int MESSAGES_AHEAD = 4;

  private static final ByteBuf MESSAGE =
      Unpooled.unreleasableBuffer(Unpooled.directBuffer(Cell.LONG).writeZero(Cell.LONG));

  private EchoServer() {}

  /** Serves. */
  public static void main(String[] arguments) throws IOException {
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(processors(), NioIoHandler.newFactory());
    int port =
        ((InetSocketAddress)
                new ServerBootstrap()
                    .group(loops)
                    .channel(NioServerSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .childHandler(new Pipeline())
                    .bind("127.0.0.1", 0)
                    .syncUninterruptibly()
                    .channel()
                    .localAddress())
            .getPort();
    System.out.println(port);
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static final class Pipeline extends ChannelInitializer<SocketChannel> {

    @Override
    protected void initChannel(SocketChannel channel) {
      WebSocketServerProtocolConfig config =
          WebSocketServerProtocolConfig.newBuilder()
              .websocketPath("/")
              .checkStartsWith(true)
              .decoderConfig(
                  WebSocketDecoderConfig.newBuilder()
                      .maxFramePayloadLength(MOST_BYTES)
                      .withUTF8Validator(false)
                      .build())
              .build();
      channel
          .pipeline()
          .addLast(
              new HttpServerCodec(),
              new HttpObjectAggregator(MOST_BYTES),
              new WebSocketServerProtocolHandler(config),
              new Conversation());
    }
  }

  /** What a connection does, by the path that it asked for. */
  private static final class Conversation extends SimpleChannelInboundHandler<WebSocketFrame> {

    private Work work = Work.IDLE;
    private int received;

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete complete) {
        work = Work.valueOf(complete.requestUri().substring(1).toUpperCase(Locale.ROOT));
        if (work == Work.SOURCE) {
          for (int i = 0; i < MESSAGES_AHEAD; i++) {
            pour(context);
          }
        }
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      switch (work) {
        case ECHO -> {
          var _ = context.write(frame.retain());
        }
        case SINK -> {
          if (++received % Work.BATCH == 0) {
            var _ = context.write(new TextWebSocketFrame("taken"));
          }
        }
        case SOURCE, IDLE -> {
          // Whatever comes is dropped.
        }
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    /** Each message that is written is followed by another one, after what else there is to do. */
    private void pour(ChannelHandlerContext context) {
      context
          .writeAndFlush(new BinaryWebSocketFrame(MESSAGE.duplicate()))
          .addListener(written -> {
            if (written.isSuccess()) {
              context.executor().execute(() -> pour(context));
            }
          });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // A client that ends drops its connections; there is nobody to tell.
      var _ = context.close();
    }
  }
}
