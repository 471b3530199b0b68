package dev.tidegate.job.queue;

import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * A WebSocket server that jobs send their ticks to. It keeps in mind in which order they came and
 * over which connection, so that it can tell whether two attempts of a job ever ran at once.
 */
final class TickPeer implements AutoCloseable {

  /** Ticks so many times, with pauses, and returns how often. */
  static final String SCRIPT =
      """
      local input = ...
      local client, err = websocket.connect(input.url)
      if err then
        return nil, err
      end
      for tick = 1, input.ticks do
        local sent, failure = client:send(input.job .. ":" .. tick)
        if not sent then
          return nil, failure
        end
        time.sleep(input.pause)
      end
      client:close()
      return input.ticks
      """;

  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<Tick> ticks = new ConcurrentLinkedQueue<>();
  private final List<Integer> closeCodes = new CopyOnWriteArrayList<>();
  private final DisposableServer server;

  /**
   * What a job has said.
   *
   * @param job its number
   * @param connection which of all connections it came over; a later attempt has a higher one
   * @param number which tick of its attempt it was
   * @param nanos when it came, by the monotonic clock
   */
  record Tick(int job, int connection, int number, long nanos) {}

  TickPeer() {
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes ->
                routes.ws(
                    "/ticks",
                    (in, out) -> {
                      int connection = connections.incrementAndGet();
                      in.receiveCloseStatus()
                          .map(WebSocketCloseStatus::code)
                          .subscribe(closeCodes::add);
                      return in.receiveFrames()
                          .ofType(TextWebSocketFrame.class)
                          .doOnNext(frame -> hear(connection, frame.text()))
                          .then();
                    }))
            .bindNow();
  }

  private void hear(int connection, String text) {
    String[] parts = text.split(":", -1);
    ticks.add(
        new Tick(
            Integer.parseInt(parts[0]), connection, Integer.parseInt(parts[1]), System.nanoTime()));
  }

  String url() {
    return "ws://127.0.0.1:" + server.port() + "/ticks";
  }

  /** The jobs that have been heard of. */
  Set<Integer> jobs() {
    Set<Integer> jobs = new TreeSet<>();
    ticks.forEach(tick -> jobs.add(tick.job()));
    return jobs;
  }

  /** The jobs that have been heard of over more than one connection. */
  Set<Integer> jobsTriedAgain() {
    Map<Integer, Integer> first = new HashMap<>();
    Set<Integer> again = new TreeSet<>();
    for (Tick tick : ticks) {
      if (first.computeIfAbsent(tick.job(), _ -> tick.connection()) != tick.connection()) {
        again.add(tick.job());
      }
    }
    return again;
  }

  int count() {
    return ticks.size();
  }

  /** Ticks of an attempt that came after one of a later attempt of the same job. */
  List<Tick> outOfTurn() {
    Map<Integer, Integer> newest = new HashMap<>();
    List<Tick> late = new ArrayList<>();
    for (Tick tick : ticks) {
      if (newest.merge(tick.job(), tick.connection(), Math::max) > tick.connection()) {
        late.add(tick);
      }
    }
    return late;
  }

  /** The longest time between the last tick of an attempt and the first of the next one. */
  Duration longestSilence() {
    Map<Integer, Tick> last = new HashMap<>();
    long longest = 0;
    for (Tick tick : ticks) {
      Tick before = last.put(tick.job(), tick);
      if (before != null && before.connection() != tick.connection()) {
        longest = Math.max(longest, tick.nanos() - before.nanos());
      }
    }
    return Duration.ofNanos(longest);
  }

  /** With which codes connections were closed. */
  List<Integer> closeCodes() {
    return closeCodes;
  }

  @Override
  public void close() {
    server.disposeNow();
  }
}
