package dev.tidegate.access;

import dev.tidegate.policy.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a tokens file held when it was read, or why it could not be. */
final class TokensContent {

  private final byte[] bytes;
  private final @Nullable String fault;

  private TokensContent(byte[] bytes, @Nullable String fault) {
    this.bytes = bytes;
    this.fault = fault;
  }

  static TokensContent of(byte[] bytes) {
    return new TokensContent(bytes, null);
  }

  /**
   * Reads a file, at most one byte more than it may have. Where a link leads to it, as in a volume
   * that Kubernetes makes of a Secret, that is followed once, so that nothing is read by halves.
   * Blocks.
   */
  static TokensContent read(Path file) {
    if (!Files.isRegularFile(file)) {
      // A pipe would be waited for.
      return failed(Files.exists(file) ? "is no regular file" : "does not exist");
    }
    try (InputStream content = Files.newInputStream(file)) {
      return of(content.readNBytes(Limits.MOST_BYTES + 1));
    } catch (IOException unreadable) {
      return failed("cannot be read: " + unreadable);
    }
  }

  private static TokensContent failed(String why) {
    return new TokensContent(new byte[0], why);
  }

  byte[] bytes() {
    return bytes;
  }

  /** Why there is none; null where there is some. */
  @Nullable String fault() {
    return fault;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokensContent that
        && Arrays.equals(bytes, that.bytes)
        && Objects.equals(fault, that.fault);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + Objects.hashCode(fault);
  }

  /** Says nothing of the content. */
  @Override
  public String toString() {
    return "TokensContent[" + bytes.length + " bytes, " + fault + "]";
  }
}
