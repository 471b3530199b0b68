package dev.tidegate.websocket.netty;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the messages and bytes that were delivered and not yet taken. The event loop adds, the
 * receiver's thread takes.
 */
final class ReceiveWindow {

  private final int mostMessages;
  private final long mostBytes;
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  ReceiveWindow(int mostMessages, long mostBytes) {
    this.mostMessages = mostMessages;
    this.mostBytes = mostBytes;
  }

  void add(int length) {
    messages.incrementAndGet();
    bytes.addAndGet(length);
  }

  void take(int length) {
    bytes.addAndGet(-length);
    messages.decrementAndGet();
  }

  boolean isFull() {
    return messages.get() >= mostMessages || bytes.get() >= mostBytes;
  }

  /** Whether it is worth going on: going on at each single place would wake the loop each time. */
  boolean isHalfEmpty() {
    return messages.get() <= mostMessages / 2 && bytes.get() <= mostBytes / 2;
  }
}
