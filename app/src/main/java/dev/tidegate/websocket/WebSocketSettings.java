package dev.tidegate.websocket;

import java.time.Duration;

/**
 * What connections are like where a script says nothing.
 *
 * @param dialTimeout for name resolution, TCP, TLS and upgrade together; positive
 * @param readLimit the most bytes of a received message; 1 to {@value #READ_LIMIT_MOST}
 * @param channelCapacity how many received messages wait for the script; 1 to {@value
 *     #CHANNEL_CAPACITY_MOST}
 * @param bufferedBytes how many bytes of them at most, apart from the last one; positive
 * @param sendAhead bytes that may be under way to the socket before a send waits for its own; not
 *     negative
 * @param closeTimeout the longest that the Close frame may take to be written, and then that the
 *     peer's may take to arrive; positive
 */
public record WebSocketSettings(
    Duration dialTimeout,
    int readLimit,
    int channelCapacity,
    int bufferedBytes,
    int sendAhead,
    Duration closeTimeout) {

  /** The most that {@code read_limit} may be: 128 MiB. */
  public static final int READ_LIMIT_MOST = 128 << 20;

  /** The most that {@code channel_capacity} may be. */
  public static final int CHANNEL_CAPACITY_MOST = 10_000;

  /** Checks the ranges. */
  public WebSocketSettings {
    require(dialTimeout.isPositive(), "dialTimeout must be positive");
    require(
        readLimit >= 1 && readLimit <= READ_LIMIT_MOST,
        "readLimit must be from 1 to " + READ_LIMIT_MOST);
    require(
        channelCapacity >= 1 && channelCapacity <= CHANNEL_CAPACITY_MOST,
        "channelCapacity must be from 1 to " + CHANNEL_CAPACITY_MOST);
    require(bufferedBytes > 0, "bufferedBytes must be positive");
    require(sendAhead >= 0, "sendAhead must not be negative");
    require(closeTimeout.isPositive(), "closeTimeout must be positive");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
