package dev.tidegate.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The text of a token as it is sent. Those that Tidegate makes begin with {@value #PREFIX}, so that
 * they are found where they should not be.
 */
public final class BearerToken {

  /** How those begin that Tidegate makes. */
  public static final String PREFIX = "tg_";

  static final int MIN_LENGTH = 16;

  private static final int RANDOM_BYTES = 32;

  /** What RFC 6750, 2.1, lets a header carry. */
  private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final String text;

  private BearerToken(String text) {
    this.text = text;
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
    return new BearerToken(token);
  }

  /** Makes a token of 256 random bits that needs no escaping anywhere. */
  public static BearerToken random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new BearerToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The token itself, for whoever is to send it. */
  public String text() {
    return text;
  }

  /** Its SHA-256 in hexadecimal digits, by which a tokens file knows it. */
  public String sha256() {
    return hash().hex();
  }

  TokenHash hash() {
    return TokenHash.of(text);
  }

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "BearerToken";
  }
}
