package dev.tidegate.websocket;

/** The two types of data message. */
public enum MessageType {
  /** UTF-8 text. */
  TEXT,
  /** Any bytes. */
  BINARY
}
