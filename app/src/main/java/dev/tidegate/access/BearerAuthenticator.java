package dev.tidegate.access;

import dev.tidegate.policy.Actor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/**
 * Finds out whom a bearer token stands for. One that is known by its hash is that one; what else
 * has the form of a JSON Web Token is checked as such where these are configured.
 */
final class BearerAuthenticator implements ReactiveAuthenticationManager, AutoCloseable {

  private final Tokens tokens;
  private final @Nullable JwtAuthenticator jwts;

  /**
   * Makes one.
   *
   * @param jwts null where JSON Web Tokens open nothing; closed with this
   */
  BearerAuthenticator(Tokens tokens, @Nullable JwtAuthenticator jwts) {
    this.tokens = tokens;
    this.jwts = jwts;
  }

  @Override
  public Mono<Authentication> authenticate(Authentication presented) {
    if (!(presented instanceof PresentedToken sent)) {
      return Mono.empty();
    }
    String token = sent.getCredentials();
    Optional<Actor> known = tokens.actor(token);
    if (known.isPresent()) {
      return Mono.just(new BearerAuthentication(known.get()));
    }
    return jwts != null && JwtAuthenticator.isJwt(token)
        ? jwts.actor(token).map(BearerAuthentication::new)
        : Mono.error(new BadCredentialsException("no token that is in force"));
  }

  @Override
  public void close() {
    if (jwts != null) {
      jwts.close();
    }
  }
}
