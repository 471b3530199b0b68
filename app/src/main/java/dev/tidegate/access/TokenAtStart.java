package dev.tidegate.access;

import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token of this process that stands in no file, if there is one.
 *
 * @param token the token; null for none
 * @param made whether we made it ourselves
 */
record TokenAtStart(@Nullable BearerToken token, boolean made) {

  /**
   * Takes the configured token, or makes one where nothing else would let anybody in.
   *
   * @param others whether there are other ways in
   * @throws UnusableTokenException when the configured one can't be used
   */
  static TokenAtStart of(@Nullable String configured, boolean others, SecureRandom random) {
    if (configured != null && !configured.isEmpty()) {
      return new TokenAtStart(BearerToken.of(configured), false);
    }
    return others
        ? new TokenAtStart(null, false)
        : new TokenAtStart(BearerToken.random(random), true);
  }

  /** The text of a token that nobody configured. */
  Optional<String> generated() {
    return made ? Optional.ofNullable(token).map(BearerToken::text) : Optional.empty();
  }
}
