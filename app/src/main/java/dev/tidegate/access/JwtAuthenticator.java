package dev.tidegate.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.tidegate.policy.Actor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Finds out whether a JSON Web Token is good, and whom it stands for. Why one is not good is told
 * to nobody. Where the keys can't be had, nothing is known of the token.
 */
final class JwtAuthenticator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JwtAuthenticator.class);

  private final NimbusJwtDecoder decoder;
  private final JwtActors actors;

  /** Fetching keys blocks. */
  private final Scheduler threads =
      Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "jwt");

  /** Whether the keys could not be had of late, which is told once. */
  private final AtomicBoolean outage = new AtomicBoolean();

  /** Makes one by a configuration that has keys. */
  JwtAuthenticator(JwtProperties properties, Clock clock) {
    this.actors = new JwtActors(properties);
    this.decoder = new NimbusJwtDecoder(processor(properties, JwtKeys.of(properties)));
    decoder.setJwtValidator(validator(properties, clock));
  }

  /** Whether a text has the form of a token of this kind: three parts with dots between them. */
  static boolean isJwt(String text) {
    return text.chars().filter(c -> c == '.').count() == 2;
  }

  /**
   * Whom a token stands for.
   *
   * @return fails with {@link BadCredentialsException} if it is not good, with {@link
   *     AuthenticationServiceException} if that can't be found out
   */
  Mono<Actor> actor(String token) {
    return Mono.fromCallable(() -> check(token)).subscribeOn(threads);
  }

  private Actor check(String token) {
    Jwt good;
    try {
      good = decoder.decode(token);
    } catch (JwtException refused) {
      if (!isOutage(refused)) {
        throw new BadCredentialsException("the token is not good", refused);
      }
      if (outage.compareAndSet(false, true)) {
        LOG.warn("Keys for JSON Web Tokens can't be had: {}", refused.getMessage());
      }
      throw new AuthenticationServiceException("the keys can't be had", refused);
    }
    if (outage.compareAndSet(true, false)) {
      LOG.info("There are keys for JSON Web Tokens again");
    }
    return actors
        .of(good)
        .orElseThrow(() -> new BadCredentialsException("the token names no actor"));
  }

  private static boolean isOutage(Throwable refused) {
    return Stream.iterate(refused, fault -> fault != null, Throwable::getCause)
        .anyMatch(KeySourceException.class::isInstance);
  }

  private static DefaultJWTProcessor<SecurityContext> processor(
      JwtProperties properties, JWKSource<SecurityContext> keys) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            properties.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet()),
            keys));
    // What is signed for another purpose, such as logging out, is no way in. RFC 9068 names at+jwt.
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    // Claims are checked by the decoder's validator.
    processor.setJWTClaimsSetVerifier((_, _) -> {});
    return processor;
  }

  private static OAuth2TokenValidator<Jwt> validator(JwtProperties properties, Clock clock) {
    List<OAuth2TokenValidator<Jwt>> all = new ArrayList<>();
    JwtTimestampValidator times = new JwtTimestampValidator(properties.clockSkew());
    times.setAllowEmptyExpiryClaim(false);
    times.setClock(clock);
    all.add(times);
    String issuer = properties.issuer();
    if (issuer != null) {
      all.add(new JwtIssuerValidator(issuer));
    }
    String audience = properties.audience();
    if (audience != null) {
      all.add(new JwtAudienceValidator(audience));
    }
    return new DelegatingOAuth2TokenValidator<>(all);
  }

  @Override
  public void close() {
    threads.dispose();
  }
}
