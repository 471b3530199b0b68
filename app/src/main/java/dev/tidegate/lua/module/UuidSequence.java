package dev.tidegate.lua.module;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * A run's UUIDs with the time in them (RFC 9562, sections 5.1 and 5.7), each greater than the one
 * before. Instead of a network card's number they have a random one, which is the run's own.
 */
final class UuidSequence {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** From where version 1 counts. */
  private static final Instant GREGORIAN = Instant.parse("1582-10-15T00:00:00Z");

  /** Version 1 counts in steps of 100 nanoseconds. */
  private static final long TICKS_PER_MICROSECOND = 10;

  /** Says of a node that it is no network card's. */
  private static final long MULTICAST = 1L << 40;

  private final InstantSource clock;
  private final long clockAndNode = RANDOM.nextLong() | MULTICAST;
  private long lastTick;
  private long lastMilli;
  private int counter;

  UuidSequence(InstantSource clock) {
    this.clock = clock;
  }

  UUID version1() {
    long tick = GREGORIAN.until(clock.instant(), ChronoUnit.MICROS) * TICKS_PER_MICROSECOND;
    lastTick = Math.max(tick, lastTick + 1);
    long high =
        ((lastTick & 0xffffffffL) << 32)
            | ((lastTick >>> 32 & 0xffff) << 16)
            | (lastTick >>> 48 & 0xfff);
    return uuid(1, high, clockAndNode);
  }

  UUID version7() {
    long now = clock.millis();
    if (now > lastMilli) {
      lastMilli = now;
      // Half of the counter's room is left to count in.
      counter = RANDOM.nextInt(0x800);
    } else if (++counter > 0xfff) {
      lastMilli++;
      counter = 0;
    }
    return uuid(7, (lastMilli << 16) | counter, RANDOM.nextLong());
  }

  /** The time within a UUID of version 1 or 7. */
  static Optional<Instant> timeOf(UUID uuid) {
    return switch (uuid.version()) {
      case 1 -> {
        long tick = uuid.timestamp();
        yield Optional.of(GREGORIAN.plus(tick / TICKS_PER_MICROSECOND, ChronoUnit.MICROS));
      }
      case 7 -> Optional.of(Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16));
      default -> Optional.empty();
    };
  }

  /** Puts the version and the variant where they belong. */
  static UUID uuid(int version, long high, long low) {
    return new UUID(
        (high & ~0xf000L) | ((long) version << 12), (low & 0x3fffffffffffffffL) | Long.MIN_VALUE);
  }
}
