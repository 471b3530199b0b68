package dev.tidegate.bench.websocket;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Netty's own WebSocket codec, everything on the event loops: about the most that the JVM gives.
 * The arguments are an {@link Order}'s.
 */
final class NettyClient {

  private static final int MOST_BYTES = 1 << 20;
  private static final int AT_ONCE = 500;

  private final Order order;
  private final Laps laps = new Laps();
  private final Bootstrap bootstrap;
  private final List<Channel> channels = new ArrayList<>();

  private NettyClient(Order order) {
    this.order = order;
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(), NioIoHandler.newFactory());
    bootstrap =
        new Bootstrap().group(loops).channel(NioSocketChannel.class).handler(new Pipeline());
  }

  public static void main(String[] arguments) throws Exception {
    new NettyClient(Order.of(arguments)).run();
    System.exit(0);
  }

  private void run() throws Exception {
    int connections = order.cell().connections();
    if (order.cell().work() == Work.IDLE) {
      open(IdleMemory.BEFORE);
      IdleMemory before = IdleMemory.now();
      open(connections - IdleMemory.BEFORE);
      IdleMemory.now().printSince(before, connections - IdleMemory.BEFORE, System.out);
    } else {
      open(connections);
      laps.measure(order);
      channels.stream().map(Channel::close).forEach(Future::syncUninterruptibly);
      laps.print(System.out);
    }
  }

  private void open(int count) throws InterruptedException {
    URI server = URI.create(order.server());
    for (int done = 0; done < count; done += AT_ONCE) {
      int some = Math.min(AT_ONCE, count - done);
      for (int i = 0; i < some; i++) {
        channels.add(bootstrap.connect(server.getHost(), server.getPort()).sync().channel());
      }
      laps.awaitBegun(some);
    }
  }

  private final class Pipeline extends ChannelInitializer<SocketChannel> {

    @Override
    protected void initChannel(SocketChannel channel) {
      WebSocketClientProtocolConfig config =
          WebSocketClientProtocolConfig.newBuilder()
              .webSocketUri(order.url())
              .maxFramePayloadLength(MOST_BYTES)
              .withUTF8Validator(false)
              .build();
      channel
          .pipeline()
          .addLast(
              new HttpClientCodec(),
              new HttpObjectAggregator(MOST_BYTES),
              new WebSocketClientProtocolHandler(config),
              new Conversation());
    }
  }

  private final class Conversation extends SimpleChannelInboundHandler<WebSocketFrame> {

    private final ByteBuf message =
        Unpooled.directBuffer(Math.max(1, order.cell().size())).writeZero(order.cell().size());
    private Laps.@Nullable Lap lap;

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        lap = laps.begin();
        switch (order.cell().work()) {
          case ECHO -> send(context, 1);
          case SINK -> send(context, Work.BATCHES_AHEAD * Work.BATCH);
          case SOURCE, IDLE -> {
            // It is for the server to begin.
          }
        }
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (lap != null && lap.next()) {
        switch (order.cell().work()) {
          case ECHO -> send(context, 1);
          case SINK -> send(context, Work.BATCH);
          case SOURCE, IDLE -> {
            // The server goes on by itself.
          }
        }
      }
    }

    private void send(ChannelHandlerContext context, int messages) {
      for (int i = 0; i < messages; i++) {
        var _ = context.write(new BinaryWebSocketFrame(message.retainedDuplicate()));
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }
}
