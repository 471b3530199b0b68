package dev.tidegate.websocket;

/**
 * An amount of data messages.
 *
 * @param messages how many
 * @param bytes their payload, without compression
 */
public record Volume(long messages, long bytes) {

  static final Volume NONE = new Volume(0, 0);

  Volume plus(Volume other) {
    return new Volume(messages + other.messages, bytes + other.bytes);
  }

  Volume minus(Volume other) {
    return new Volume(messages - other.messages, bytes - other.bytes);
  }
}
