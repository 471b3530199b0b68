package dev.tidegate.api;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/**
 * A peer for scripts that notes all it is sent: on {@code /ws} it listens, and on {@code /refuse}
 * it answers the handshake with 403 and repeats what it was sent, as careless servers do.
 */
final class RecordingPeer implements AutoCloseable {

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final DisposableServer server;

  RecordingPeer() {
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes ->
                routes
                    .ws(
                        "/ws",
                        (in, out) -> {
                          note(in.headers());
                          return in.receive().asString().doOnNext(heard::add).then();
                        })
                    .get(
                        "/refuse",
                        (request, response) -> {
                          note(request.requestHeaders());
                          heard.add(request.uri());
                          return response
                              .status(403)
                              .sendString(Mono.just("not with " + sent(request)));
                        }))
            .bindNow(Duration.ofSeconds(30));
  }

  private static String sent(HttpServerRequest request) {
    return request.uri() + " " + request.requestHeaders().get(HttpHeaderNames.AUTHORIZATION);
  }

  private void note(HttpHeaders headers) {
    headers.forEach(header -> heard.add(header.getKey() + ": " + header.getValue()));
  }

  int port() {
    return server.port();
  }

  /** Header lines, targets of refused requests, and messages. */
  String heard() {
    return String.join("\n", heard);
  }

  @Override
  public void close() {
    server.disposeNow(Duration.ofSeconds(30));
  }
}
