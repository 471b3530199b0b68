package dev.tidegate.lua;

import java.util.concurrent.atomic.LongAdder;

/** Counts what one run sends and receives. Safe to update from any thread. */
public final class Traffic {

  private final LongAdder connectionsOpened = new LongAdder();
  private final LongAdder messagesSent = new LongAdder();
  private final LongAdder messagesReceived = new LongAdder();
  private final LongAdder bytesSent = new LongAdder();
  private final LongAdder bytesReceived = new LongAdder();

  /** Counts a connection whose handshake succeeded. */
  public void opened() {
    connectionsOpened.increment();
  }

  /** Counts one data message sent, with its payload in bytes before compression. */
  public void sent(long bytes) {
    messagesSent.increment();
    bytesSent.add(bytes);
  }

  /** Counts one data message received, with its payload in bytes after decompression. */
  public void received(long bytes) {
    messagesReceived.increment();
    bytesReceived.add(bytes);
  }

  /** The counts up to now. */
  public Totals totals() {
    return new Totals(
        connectionsOpened.sum(),
        messagesSent.sum(),
        messagesReceived.sum(),
        bytesSent.sum(),
        bytesReceived.sum());
  }

  /** A snapshot of the counts; bytes are those of message payloads. */
  public record Totals(
      long connectionsOpened,
      long messagesSent,
      long messagesReceived,
      long bytesSent,
      long bytesReceived) {}
}
