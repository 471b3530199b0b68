package dev.tidegate.access;

import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token of this process, and its text where we made it ourselves. */
final class TokenAtStart {

  private final BearerToken token;
  private final @Nullable String generated;

  private TokenAtStart(BearerToken token, @Nullable String generated) {
    this.token = token;
    this.generated = generated;
  }

  /**
   * Takes the configured token, or makes one where there is none.
   *
   * @throws UnusableTokenException when the configured one can't be used
   */
  static TokenAtStart of(@Nullable String configured, SecureRandom random) {
    if (configured != null && !configured.isEmpty()) {
      return new TokenAtStart(BearerToken.of(configured), null);
    }
    String made = BearerToken.random(random);
    return new TokenAtStart(BearerToken.of(made), made);
  }

  BearerToken token() {
    return token;
  }

  /** The text of a token that nobody configured. */
  Optional<String> generated() {
    return Optional.ofNullable(generated);
  }
}
