package dev.tidegate.websocket;

import java.util.concurrent.atomic.AtomicLong;

/** Counts messages: one thread at a time adds, any may read. */
final class VolumeCounter {

  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /** Adds one; cheaper than an atomic addition, which a single writer does not need. */
  void add(int size) {
    messages.setRelease(messages.getPlain() + 1);
    bytes.setRelease(bytes.getPlain() + size);
  }

  Volume total() {
    return new Volume(messages.getAcquire(), bytes.getAcquire());
  }
}
