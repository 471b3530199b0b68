package dev.tidegate.websocket;

/** The two types of data message. */
public enum MessageType {
  /** UTF-8 text. */
  TEXT(1),
  /** Any bytes. */
  BINARY(2);

  private final int number;

  MessageType(int number) {
    this.number = number;
  }

  /** The value of the Lua constant. */
  public int number() {
    return number;
  }
}
