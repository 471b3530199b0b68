package dev.tidegate.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What waits to be written. Never makes anybody wait who puts something in, since jobs share the
 * threads that decisions fall on; what finds no room is counted, and that is written as soon as
 * there is room again. The last quarter is kept free of decisions that allow.
 */
final class AuditQueue {

  private final LinkedBlockingQueue<Supplier<? extends AuditEvent>> events;
  private final int forAllows;
  private final LongAdder allowedLost = new LongAdder();
  private final LongAdder refusedLost = new LongAdder();
  private final LongAdder otherLost = new LongAdder();

  AuditQueue(int capacity) {
    events = new LinkedBlockingQueue<>(capacity);
    forAllows = capacity - capacity / 4;
  }

  /** Takes a decision that allows; false where there is no room. */
  boolean allowed(Supplier<AuditedDecision> decision) {
    return (events.size() < forAllows && events.offer(decision)) || lost(allowedLost);
  }

  /** Takes a decision that refuses; false where there is no room. */
  boolean refused(Supplier<AuditedDecision> decision) {
    return events.offer(decision) || lost(refusedLost);
  }

  /** Takes another event; false where there is no room. */
  boolean other(AuditEvent event) {
    return events.offer(() -> event) || lost(otherLost);
  }

  private static boolean lost(LongAdder counter) {
    counter.increment();
    return false;
  }

  /** Moves what waits into a collection; waits for the first a while. */
  void drainTo(Collection<Supplier<? extends AuditEvent>> batch, int most, Duration patience)
      throws InterruptedException {
    var first = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      batch.add(first);
      events.drainTo(batch, most - 1);
    }
  }

  /** What has found no room since the last call; empty if nothing. */
  Optional<AuditEvent.Lost> lost(Instant now) {
    long allowed = allowedLost.sumThenReset();
    long refused = refusedLost.sumThenReset();
    long other = otherLost.sumThenReset();
    return allowed + refused + other == 0
        ? Optional.empty()
        : Optional.of(new AuditEvent.Lost(now, allowed, refused, other));
  }
}
