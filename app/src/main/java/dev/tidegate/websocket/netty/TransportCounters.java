package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.TransportStatistics;
import dev.tidegate.websocket.TransportStatistics.Compressed;
import java.util.concurrent.atomic.LongAdder;

/** What all connections of a dialer count together. Any thread adds and reads. */
final class TransportCounters {

  private final LongAdder paused = new LongAdder();
  private final LongAdder pauses = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder sentCompressed = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder receivedCompressed = new LongAdder();

  /** A connection is not read from any more. */
  void paused() {
    paused.increment();
    pauses.increment();
  }

  /** A connection that was not read from is read from again, or has ended. */
  void resumed() {
    paused.decrement();
  }

  /** A message goes out compressed. */
  void deflated(int plain, int compressed) {
    sent.add(plain);
    sentCompressed.add(compressed);
  }

  /** A message has come compressed. */
  void inflated(long compressed, int plain) {
    received.add(plain);
    receivedCompressed.add(compressed);
  }

  TransportStatistics statistics() {
    return new TransportStatistics(
        paused.sum(),
        pauses.sum(),
        new Compressed(sent.sum(), sentCompressed.sum()),
        new Compressed(received.sum(), receivedCompressed.sum()));
  }
}
