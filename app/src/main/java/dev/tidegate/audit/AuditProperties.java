package dev.tidegate.audit;

import dev.tidegate.job.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of decisions.
 *
 * @param file the file that lines go to; standard output without one
 * @param fileSize the size at which another file is begun, at least 64 KiB; one is begun each day
 *     too
 * @param fileDays how many days files are kept, at least 1
 * @param fileTotal what all of them may take together, at least as much as one
 * @param keepCount how many decisions can be asked for, 0 to 1,000,000
 * @param keepTime how long they can be asked for
 * @param allowSample which part of the decisions that allow is recorded, from 0 to 1; those that
 *     refuse are all recorded
 * @param linesPerMinute how many decisions that allow, and how many that refuse, are recorded of
 *     one job in a minute, at least 1; what comes beyond is counted in one line
 * @param queue how many events may wait to be written, 64 to 1,000,000
 */
@ConfigurationProperties("tidegate.audit")
record AuditProperties(
    @Nullable Path file,
    @DefaultValue("64MiB") ByteSize fileSize,
    @DefaultValue("30") int fileDays,
    @DefaultValue("4GiB") ByteSize fileTotal,
    @DefaultValue("10000") int keepCount,
    @DefaultValue("24h") Duration keepTime,
    @DefaultValue("1.0") double allowSample,
    @DefaultValue("100") int linesPerMinute,
    @DefaultValue("16384") int queue) {

  private static final ByteSize LEAST_FILE = new ByteSize(64 << 10);
  private static final int MOST = 1_000_000;
  private static final int LEAST_QUEUE = 64;

  /** Checks the ranges. */
  AuditProperties {
    if (fileSize.compareTo(LEAST_FILE) < 0) {
      throw new IllegalArgumentException("file-size must be at least " + LEAST_FILE);
    }
    if (fileTotal.compareTo(fileSize) < 0) {
      throw new IllegalArgumentException("file-total must be at least file-size");
    }
    if (fileDays < 1) {
      throw new IllegalArgumentException("file-days must be at least 1");
    }
    if (keepCount < 0 || keepCount > MOST) {
      throw new IllegalArgumentException("keep-count must be from 0 to " + MOST);
    }
    if (!keepTime.isPositive()) {
      throw new IllegalArgumentException("keep-time must be positive");
    }
    if (!(allowSample >= 0 && allowSample <= 1)) {
      throw new IllegalArgumentException("allow-sample must be from 0 to 1");
    }
    if (linesPerMinute < 1) {
      throw new IllegalArgumentException("lines-per-minute must be at least 1");
    }
    if (queue < LEAST_QUEUE || queue > MOST) {
      throw new IllegalArgumentException(
          "queue must be from %d to %d".formatted(LEAST_QUEUE, MOST));
    }
  }
}
