package dev.tidegate.websocket;

/** What to offer of permessage-deflate (RFC 7692). */
public enum Compression {
  /** Nothing. */
  DISABLED(0, "disabled", 0),
  /** A sliding window that lives across messages, in both directions. */
  CONTEXT_TAKEOVER(1, "context_takeover", 128),
  /** Each message compressed on its own. */
  NO_CONTEXT(2, "no_context_takeover", 512);

  private final int number;
  private final String text;
  private final int defaultThreshold;

  Compression(int number, String text, int defaultThreshold) {
    this.number = number;
    this.text = text;
    this.defaultThreshold = defaultThreshold;
  }

  /** The value of the Lua constant. */
  public int number() {
    return number;
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
