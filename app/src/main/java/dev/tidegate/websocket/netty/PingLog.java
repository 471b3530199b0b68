package dev.tidegate.websocket.netty;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/**
 * The pings that wait for their answers, so that a pong says how long it took. Others than answers
 * to our own pings say nothing. On the event loop only.
 */
final class PingLog {

  /** Of more pings than these the oldest are forgotten. */
  static final int MOST = 16;

  private final ArrayDeque<Ping> waiting = new ArrayDeque<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Ping(byte[] payload, long sentAt) {}

  /**
   * A ping has been written.
   *
   * @param now by {@link System#nanoTime()}
   */
  void sent(byte[] payload, long now) {
    if (waiting.size() == MOST) {
      waiting.removeFirst();
    }
    waiting.addLast(new Ping(payload, now));
  }

  /**
   * A pong has come.
   *
   * @return how long it took, if it is an answer. It answers all pings before that one as well (RFC
   *     6455 section 5.5.3).
   */
  Optional<Duration> answered(byte[] payload, long now) {
    for (Iterator<Ping> newestFirst = waiting.descendingIterator(); newestFirst.hasNext(); ) {
      Ping ping = newestFirst.next();
      if (Arrays.equals(ping.payload(), payload)) {
        while (!waiting.removeFirst().equals(ping)) {
          // Answered by this one too.
        }
        return Optional.of(Duration.ofNanos(now - ping.sentAt()));
      }
    }
    return Optional.empty();
  }
}
