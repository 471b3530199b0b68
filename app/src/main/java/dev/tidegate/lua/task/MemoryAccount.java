package dev.tidegate.lua.task;

import dev.tidegate.lua.fiber.Fibers;
import java.util.function.LongSupplier;

/**
 * Watches what one job keeps alive. The bytes that its worker allocates say when to look, an audit
 * of the job's own values says what lives, and only that is held against the limit.
 *
 * <p>An audit of L bytes comes at most once in (limit − L) allocated bytes. It also comes when
 * eight times as much has been allocated as was alive, so that the peak is about right; a job that
 * makes much garbage pays little for that.
 */
final class MemoryAccount {

  /** No audit before so much has been allocated since the last. */
  private static final long LEAST_BETWEEN_AUDITS = 8L << 20;

  private static final int GARBAGE_PER_LIVE = 8;

  /** What a unit of work is taken to allocate where nothing counts the bytes. */
  private static final int ESTIMATE_PER_UNIT = 64;

  private final Fibers fibers;
  private final LongSupplier unitsUsed;
  private final long limit;
  private long threadBaseline;
  private long unitsBaseline;
  private long sinceAudit;
  private volatile long live;
  private volatile long peak;
  private volatile long unaudited;
  private int audits;

  MemoryAccount(long limit, Fibers fibers, LongSupplier unitsUsed) {
    this.limit = limit;
    this.fibers = fibers;
    this.unitsUsed = unitsUsed;
  }

  /** The job goes on, on this thread. */
  void resume() {
    threadBaseline = fibers.allocatedBytes();
    unitsBaseline = unitsUsed.getAsLong();
  }

  /** Takes down what was allocated since the last time, on this thread. */
  void count() {
    long allocated = fibers.allocatedBytes();
    long units = unitsUsed.getAsLong();
    long more =
        allocated >= 0 ? allocated - threadBaseline : (units - unitsBaseline) * ESTIMATE_PER_UNIT;
    threadBaseline = allocated;
    unitsBaseline = units;
    sinceAudit += more;
    if (audits == 0) {
      unaudited = sinceAudit;
    }
  }

  /** Another thread has allocated so much for the job. */
  void adopt(long bytes) {
    sinceAudit += bytes;
  }

  /**
   * Whether it is time to look.
   *
   * @param wanted bytes that are about to be allocated besides
   */
  boolean isAuditDue(long wanted) {
    long enough = Math.max(LEAST_BETWEEN_AUDITS, GARBAGE_PER_LIVE * live);
    return sinceAudit + wanted >= Math.min(limit - live, enough);
  }

  /** An audit has found so many bytes alive. */
  void audited(long found) {
    audits++;
    sinceAudit = 0;
    live = found;
    peak = Math.max(peak, found);
  }

  /** What the last audit has found alive, in bytes. */
  long live() {
    return live;
  }

  /**
   * Whether there is room for more bytes than those that the last audit found. A tenth of the limit
   * stays free, because the closer a job comes to its limit, the more often it has to be audited.
   */
  boolean hasRoom(long wanted) {
    return live + wanted <= limit - limit / 10;
  }

  /**
   * The most bytes that an audit has found alive; without an audit, all that was allocated. From
   * any thread.
   */
  long peak() {
    return Math.max(peak, unaudited);
  }
}
