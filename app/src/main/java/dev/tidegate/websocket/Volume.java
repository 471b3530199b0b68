package dev.tidegate.websocket;

/**
 * An amount of data messages.
 *
 * @param messages how many
 * @param bytes their payload, without compression
 */
public record Volume(long messages, long bytes) {

  Volume minus(Volume other) {
    return new Volume(messages - other.messages, bytes - other.bytes);
  }
}
