package dev.tidegate.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a token, by which it is known. Tokens are random, so there is nothing that a slow
 * hash would protect. Hashes are looked up like any key: the time that this takes depends on the
 * hash of what was sent, of which nobody can choose more than a few bits, and not on the tokens.
 *
 * @param hex 64 hexadecimal digits in lower case
 */
record TokenHash(String hex) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  TokenHash {
    if (!isHash(hex)) {
      throw new IllegalArgumentException("a hash has 64 hexadecimal digits in lower case");
    }
  }

  /** Whether a text is a hash as it is written. */
  static boolean isHash(String text) {
    return HEX.matcher(text).matches();
  }

  /** That of a token. */
  static TokenHash of(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return new TokenHash(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
