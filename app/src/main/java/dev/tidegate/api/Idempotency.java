package dev.tidegate.api;

import dev.tidegate.job.IdempotencyKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header), and tells
 * whether two requests ask for the same.
 */
final class Idempotency {

  static final String HEADER = "Idempotency-Key";

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /** Changes when the encoding does. */
  private static final int ENCODING = 1;

  private Idempotency() {}

  /**
   * The key of a request; null when it has none. A key in quotes, as the draft writes it, is the
   * same as without.
   *
   * @param headers the values of the header
   * @throws ProblemException when it is no key, or there are several
   */
  static @Nullable IdempotencyKey key(List<String> headers, Wish wish) {
    if (headers.isEmpty()) {
      return null;
    }
    String text = headers.getFirst().strip();
    String key =
        text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")
            ? text.substring(1, text.length() - 1)
            : text;
    if (headers.size() > 1 || !KEY.matcher(key).matches()) {
      throw new ProblemException(
          Problem.of(
              ProblemKind.INVALID_REQUEST,
              "there may be one " + HEADER + ", of 1 to 255 visible ASCII characters"));
    }
    return new IdempotencyKey(key, fingerprint(wish));
  }

  /**
   * The SHA-256 of all that a request asks for, whichever form it has. Each part goes with its
   * length, so that no two requests have the same encoding.
   */
  static String fingerprint(Wish wish) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(ENCODING);
      part(out, wish.source().bytes());
      out.writeBoolean(wish.name() != null);
      part(out, wish.name() == null ? "" : wish.name());
      part(out, wish.input().utf8());
      out.writeInt(wish.labels().size());
      for (var label : new TreeMap<>(wish.labels()).entrySet()) {
        part(out, label.getKey());
        part(out, label.getValue());
      }
      out.writeInt(wish.limits().size());
      if (!wish.limits().isEmpty()) {
        for (var limit : new EnumMap<>(wish.limits()).entrySet()) {
          part(out, limit.getKey().field());
          out.writeLong(limit.getValue());
        }
      }
      out.writeInt(wish.retry().maxAttempts());
      out.writeLong(wish.retry().backoff().toMillis());
      out.writeInt(wish.priority());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static void part(DataOutputStream out, String text) throws IOException {
    part(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void part(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
