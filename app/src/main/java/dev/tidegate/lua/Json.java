package dev.tidegate.lua;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One complete JSON value as UTF-8 text (RFC 8259). Whoever makes one has made sure that it is
 * valid.
 */
public final class Json {

  /** The JSON value {@code null}. */
  public static final Json NULL = new Json("null".getBytes(StandardCharsets.US_ASCII));

  private final byte[] utf8;

  private Json(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** Takes over valid JSON text; the array must not be changed afterwards. */
  public static Json ofUtf8(byte[] text) {
    return new Json(text);
  }

  /** Takes valid JSON text. */
  public static Json of(String text) {
    return new Json(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The text's bytes; not to be changed. */
  public byte[] utf8() {
    return utf8;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Json that && Arrays.equals(utf8, that.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  /** The text itself. */
  @Override
  public String toString() {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
