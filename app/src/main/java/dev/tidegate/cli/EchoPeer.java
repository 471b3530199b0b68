package dev.tidegate.cli;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** A WebSocket server that echoes and ticks, with compression if a client asks for it. */
final class EchoPeer implements AutoCloseable {

  private static final int MAX_MESSAGE = 16 << 20;
  private static final WebsocketServerSpec SPEC =
      WebsocketServerSpec.builder().maxFramePayloadLength(MAX_MESSAGE).compress(true).build();

  private final DisposableServer server;

  private EchoPeer(DisposableServer server) {
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param port 0 for any free one
   * @param token what clients must send as a bearer token; null when they need none
   * @throws reactor.netty.ChannelBindException when it can't listen there
   */
  static EchoPeer listen(String host, int port, @Nullable String token) {
    return new EchoPeer(
        HttpServer.create()
            .bindAddress(() -> new InetSocketAddress(host, port))
            .route(routes -> route(routes, token))
            .bindNow());
  }

  /** Its address, with the real port. */
  URI uri() {
    String host = server.host();
    return URI.create(
        "ws://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port());
  }

  /** Blocks until it is closed. */
  void awaitEnd() {
    server.onDispose().block();
  }

  @Override
  public void close() {
    server.disposeNow();
  }

  private static void route(HttpServerRoutes routes, @Nullable String token) {
    Predicate<HttpServerRequest> allowed =
        request ->
            token == null
                || ("Bearer " + token)
                    .equals(request.requestHeaders().get(HttpHeaderNames.AUTHORIZATION));
    routes.route(
        allowed.negate(),
        (_, response) ->
            response
                .status(HttpResponseStatus.UNAUTHORIZED)
                .header(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer")
                .send());
    webSocket(routes, "/echo", (_, in, out) -> echo(in, out));
    webSocket(routes, "/prices", PriceTicker::serve);
  }

  private static void webSocket(HttpServerRoutes routes, String path, Conversation conversation) {
    routes.route(
        request -> request.fullPath().equals(path),
        (request, response) ->
            response.sendWebsocket((in, out) -> conversation.start(request.uri(), in, out), SPEC));
  }

  private static Publisher<Void> echo(WebsocketInbound in, WebsocketOutbound out) {
    return out.sendObject(
        in.aggregateFrames(MAX_MESSAGE)
            .receiveFrames()
            .filter(frame ->
                frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame)
            .map(WebSocketFrame::retain));
  }

  /** What is said over one connection. */
  @FunctionalInterface
  private interface Conversation {

    Publisher<Void> start(String uri, WebsocketInbound in, WebsocketOutbound out);
  }
}
