package dev.tidegate.websocket;

/** What to offer of permessage-deflate (RFC 7692). */
public enum Compression {
  /** Nothing. */
  DISABLED(0, "disabled", 0, 0),
  /** A sliding window that lives across messages, in both directions. */
  CONTEXT_TAKEOVER(1, "context_takeover", 128, 136 << 10),
  /** Each message compressed on its own. */
  NO_CONTEXT(2, "no_context_takeover", 512, 44 << 10);

  private final int number;
  private final String text;
  private final int defaultThreshold;
  private final int memory;

  Compression(int number, String text, int defaultThreshold, int memory) {
    this.number = number;
    this.text = text;
    this.defaultThreshold = defaultThreshold;
    this.memory = memory;
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

  /** About how many bytes of native memory a connection takes on which it was agreed. */
  int memory() {
    return memory;
  }
}
