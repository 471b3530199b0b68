package dev.tidegate.websocket;

/** What to offer of permessage-deflate (RFC 7692). */
public enum Compression {
  /** Nothing. */
  DISABLED("disabled", 0),
  /** A sliding window that lives across messages, in both directions. */
  CONTEXT_TAKEOVER("context_takeover", 128),
  /** Each message compressed on its own. */
  NO_CONTEXT("no_context_takeover", 512);

  private final String text;
  private final int defaultThreshold;

  Compression(String text, int defaultThreshold) {
    this.text = text;
    this.defaultThreshold = defaultThreshold;
  }

  /** The name that scripts may give in place of the number. */
  public String text() {
    return text;
  }

  /** The least length in bytes of a message that is worth compressing in this mode. */
  public int defaultThreshold() {
    return defaultThreshold;
  }
}
