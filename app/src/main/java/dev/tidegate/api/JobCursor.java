package dev.tidegate.api;

import dev.tidegate.job.JobId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a page of jobs ends, as a text that means nothing to clients. */
final class JobCursor {

  private static final byte VERSION = 1;
  private static final int BYTES = 1 + Long.BYTES + Long.BYTES;

  /** What {@link #BYTES} come to in Base64. */
  private static final int LENGTH = 23;

  private JobCursor() {}

  /** The cursor of a page that ends with this job. */
  static String after(JobId last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(last.value().getMostSignificantBits())
                .putLong(last.value().getLeastSignificantBits())
                .array());
  }

  /** The last job of the page that the cursor was given with; empty if it was given with none. */
  static Optional<JobId> read(String cursor) {
    if (cursor.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      return bytes.get() == VERSION
          ? JobId.of(new UUID(bytes.getLong(), bytes.getLong()).toString())
              // One position has one cursor, though Base64 leaves some bits open.
              .filter(id -> after(id).equals(cursor))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
