package dev.tidegate.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** The one token that opens the API, kept as its hash. */
final class BearerToken {

  static final int MIN_LENGTH = 16;

  private static final int RANDOM_BYTES = 32;

  /** What RFC 6750, 2.1, lets a header carry. */
  private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final byte[] hash;

  private BearerToken(byte[] hash) {
    this.hash = hash;
  }

  /**
   * Takes a configured token.
   *
   * @throws UnusableTokenException when it is too short or can't be sent in a header
   */
  static BearerToken of(String token) {
    if (token.length() < MIN_LENGTH) {
      throw new UnusableTokenException(
          "has %d characters; the least is %d".formatted(token.length(), MIN_LENGTH));
    }
    if (!SENDABLE.matcher(token).matches()) {
      throw new UnusableTokenException(
          "has characters that can't be sent (letters, digits and . _ ~ + / - can, and = at its"
              + " end)");
    }
    return new BearerToken(hash(token));
  }

  /** Makes a token of 256 random bits that needs no escaping anywhere. */
  static String random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether this is the token; takes the same time wherever the two differ. */
  boolean matches(String presented) {
    return MessageDigest.isEqual(hash, hash(presented));
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
