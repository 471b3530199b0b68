package dev.tidegate.job;

import java.nio.charset.StandardCharsets;

/** A script's text, as the bytes that were submitted. */
public final class Source {

  private final byte[] bytes;

  private Source(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes over the bytes; the array must not be changed afterwards. */
  public static Source ofBytes(byte[] bytes) {
    return new Source(bytes);
  }

  /** Takes a text, as UTF-8. */
  public static Source of(String text) {
    return new Source(text.getBytes(StandardCharsets.UTF_8));
  }

  /** How many bytes it has. */
  public int length() {
    return bytes.length;
  }

  /** The bytes; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Says how long it is and not what it says, so that scripts don't end up in logs. */
  @Override
  public String toString() {
    return "Source[" + bytes.length + " bytes]";
  }
}
