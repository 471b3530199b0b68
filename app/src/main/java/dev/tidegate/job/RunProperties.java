package dev.tidegate.job;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What runs within a request.
 *
 * @param maxWallTime the longest wall time of such a run
 * @param maxConcurrent how many may be under way at the same time on this node
 * @param maxMemory what the memory limits of these and of the accepted jobs that run on this node
 *     may add up to, at least 1 MiB; 60 % of the heap when not set
 */
@ConfigurationProperties("tidegate.run")
record RunProperties(
    @DefaultValue("60s") Duration maxWallTime,
    @DefaultValue("1000") int maxConcurrent,
    @Nullable ByteSize maxMemory) {

  private static final long LEAST_MEMORY = 1 << 20;

  /** Checks the ranges. */
  RunProperties {
    if (!maxWallTime.isPositive() || maxConcurrent < 1) {
      throw new IllegalArgumentException("max-wall-time and max-concurrent must be positive");
    }
    if (maxMemory == null) {
      maxMemory = new ByteSize(Runtime.getRuntime().maxMemory() / 10 * 6);
    } else if (maxMemory.bytes() < LEAST_MEMORY) {
      throw new IllegalArgumentException("max-memory must be at least 1 MiB");
    }
  }

  /** What the memory limits of all jobs may add up to, in bytes. */
  long memory() {
    return Objects.requireNonNull(maxMemory).bytes();
  }

  /** What the node has room for. */
  Capacity capacity() {
    return new Capacity(memory());
  }
}
