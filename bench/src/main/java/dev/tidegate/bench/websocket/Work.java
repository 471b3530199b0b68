package dev.tidegate.bench.websocket;

import java.util.Locale;

/** What the connections of a measurement do; the server tells by the path. */
enum Work {
  /** The client sends a message and waits for its echo. */
  ECHO,
  /** The server sends as much as the client takes. */
  SOURCE,
  /** The client sends as much as the server takes, which answers each batch of messages. */
  SINK,
  /** Nobody sends anything. */
  IDLE;

  /** How many messages the server answers together when it is sent as much as it takes. */
  static final int BATCH = 16;

  /** How many batches may be without an answer. */
  static final int BATCHES_AHEAD = 4;

  /** The name of scripts and paths. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
