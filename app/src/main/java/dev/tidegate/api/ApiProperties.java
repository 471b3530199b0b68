package dev.tidegate.api;

import dev.tidegate.job.ByteSize;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the API takes.
 *
 * @param maxBody the largest request body; from 1 byte to 1 GiB
 * @param maxWait the longest that a request waits for a job's end; from 0 to 1 h
 * @param lookInterval how long whoever waits for a job relies on being told of news; from 10 ms to
 *     1 min
 * @param heartbeat how long a stream may be silent; from 100 ms to 5 min
 * @param stallLimit how long a stream's reader may take nothing of what there is for it; from 1 s
 *     to 1 h
 * @param nodePatience how long another node may take to say what only it knows of a job; from 0 to
 *     2 s
 * @param openPerActor how many requests of one actor may wait or stream at the same time; at least
 *     1
 * @param openPerNode how many requests of all actors may; at least 1
 */
@ConfigurationProperties("tidegate.api")
record ApiProperties(
    @DefaultValue("1MiB") ByteSize maxBody,
    @DefaultValue("60s") Duration maxWait,
    @DefaultValue("1s") Duration lookInterval,
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("5m") Duration stallLimit,
    @DefaultValue("1s") Duration nodePatience,
    @DefaultValue("200") int openPerActor,
    @DefaultValue("5000") int openPerNode) {

  private static final ByteSize MOST = new ByteSize(1L << 30);

  /** Checks the ranges. */
  ApiProperties {
    if (maxBody.bytes() < 1 || maxBody.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("tidegate.api.max-body must be from 1B to " + MOST);
    }
    requireWithin("max-wait", maxWait, Duration.ZERO, Duration.ofHours(1));
    requireWithin("look-interval", lookInterval, Duration.ofMillis(10), Duration.ofMinutes(1));
    requireWithin("heartbeat", heartbeat, Duration.ofMillis(100), Duration.ofMinutes(5));
    requireWithin("stall-limit", stallLimit, Duration.ofSeconds(1), Duration.ofHours(1));
    requireWithin("node-patience", nodePatience, Duration.ZERO, Duration.ofSeconds(2));
    if (openPerActor < 1 || openPerNode < 1) {
      throw new IllegalArgumentException(
          "tidegate.api.open-per-actor and tidegate.api.open-per-node must be at least 1");
    }
  }

  private static void requireWithin(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "tidegate.api.%s must be from %d ms to %d ms"
              .formatted(name, least.toMillis(), most.toMillis()));
    }
  }
}
