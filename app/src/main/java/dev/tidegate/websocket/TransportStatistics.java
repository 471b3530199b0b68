package dev.tidegate.websocket;

/**
 * What the transport of all connections of a node has done.
 *
 * @param readsPaused connections now that are not read from, because what has come waits
 * @param readPauses how often that has begun
 * @param sent messages that were compressed
 * @param received messages that came compressed
 */
public record TransportStatistics(
    long readsPaused, long readPauses, Compressed sent, Compressed received) {

  /**
   * Compressed messages of one direction.
   *
   * @param plain their bytes uncompressed
   * @param compressed what of that went over the wire
   */
  public record Compressed(long plain, long compressed) {}
}
