package dev.tidegate.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The id of a job: a UUID of version 7 (RFC 9562, 5.7), so that ids sort by the time at which they
 * were made and can't be guessed.
 */
public record JobId(UUID value) {

  private static final Pattern TEXT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  /** Refuses other versions. */
  public JobId {
    if (value.version() != 7) {
      throw new IllegalArgumentException("not a UUID of version 7: " + value);
    }
  }

  /**
   * Makes an id.
   *
   * @param time kept to the millisecond
   * @param random gives the other 74 bits; a secure source where ids must not be guessed
   */
  public static JobId at(Instant time, RandomGenerator random) {
    long high = (time.toEpochMilli() << 16) | VERSION_7 | (random.nextLong() & 0x0fffL);
    long low = VARIANT | (random.nextLong() >>> 2);
    return new JobId(new UUID(high, low));
  }

  /** The id of this text, in the form in which ids are written; empty where it is none. */
  public static Optional<JobId> of(String text) {
    return TEXT.matcher(text).matches()
        ? Optional.of(new JobId(UUID.fromString(text)))
        : Optional.empty();
  }

  @JsonValue
  @Override
  public String toString() {
    return value.toString();
  }
}
