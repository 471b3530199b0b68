package dev.tidegate.variable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a variable, which may be secret: nothing prints them. Immutable. */
public final class VariableValue {

  /** The longest value in bytes. */
  public static final int MAX_LENGTH = 64 << 10;

  private final byte[] bytes;

  private VariableValue(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A text's bytes in UTF-8. */
  static VariableValue of(String text) {
    return new VariableValue(text.getBytes(StandardCharsets.UTF_8));
  }

  /** These bytes, which nobody else may change. */
  static VariableValue of(byte[] bytes) {
    return new VariableValue(bytes);
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many bytes there are. */
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VariableValue that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Says nothing of the value. */
  @Override
  public String toString() {
    return "VariableValue";
  }
}
