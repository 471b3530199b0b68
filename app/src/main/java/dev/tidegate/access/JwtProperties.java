package dev.tidegate.access;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which JSON Web Tokens open the API; none unless there are keys.
 *
 * @param jwkSetUri where the issuer publishes its keys, http or https
 * @param publicKeyFile instead of it, a file with one public key in PEM form, RSA or elliptic curve
 * @param issuer what {@code iss} must be; not looked at when not set
 * @param audience what {@code aud} must contain; needed where there is an issuer
 * @param algorithms with which tokens may be signed; only those with public keys
 * @param clockSkew how far clocks may differ, 0 to 10 min
 * @param actorClaim the claim that is the id of the actor
 * @param actorPrefix goes before it, so that no token of a file has the same actor; none when not
 *     set
 * @param groupsClaim the claim with the actor's policy groups: a list, or names between spaces
 * @param metaClaims the claims that become metadata of the actor
 */
@ConfigurationProperties("tidegate.access.jwt")
record JwtProperties(
    @Nullable URI jwkSetUri,
    @Nullable Path publicKeyFile,
    @Nullable String issuer,
    @Nullable String audience,
    @DefaultValue({"RS256", "ES256"}) Set<String> algorithms,
    @DefaultValue("60s") Duration clockSkew,
    @DefaultValue("sub") String actorClaim,
    @Nullable String actorPrefix,
    @DefaultValue("groups") String groupsClaim,
    @DefaultValue Set<String> metaClaims) {

  private static final Duration MOST_SKEW = Duration.ofMinutes(10);

  /** Checks what must go together. */
  JwtProperties {
    algorithms = Set.copyOf(algorithms);
    metaClaims = Set.copyOf(metaClaims);
    require(
        jwkSetUri == null || publicKeyFile == null,
        "jwk-set-uri and public-key-file can't be set both");
    require(
        (issuer == null && audience == null) || jwkSetUri != null || publicKeyFile != null,
        "issuer and audience need jwk-set-uri or public-key-file: with which keys tokens are"
            + " checked");
    require(
        issuer == null || audience != null,
        "issuer needs audience: without it, what the issuer gives out for other services would open"
            + " this one");
    require(
        jwkSetUri == null
            || (("https".equals(jwkSetUri.getScheme()) || "http".equals(jwkSetUri.getScheme()))
                && jwkSetUri.getHost() != null),
        "jwk-set-uri must be an address that begins with https:// or http://");
    require(
        !clockSkew.isNegative() && clockSkew.compareTo(MOST_SKEW) <= 0,
        "clock-skew must be from 0 to 10m");
    require(!algorithms.isEmpty(), "algorithms must name one at least");
    for (String algorithm : algorithms) {
      require(
          JWSAlgorithm.Family.SIGNATURE.contains(new JWSAlgorithm(algorithm)),
          "algorithms: %s is none with public keys, such as RS256 or ES256".formatted(algorithm));
    }
  }

  /** Whether tokens of this kind open anything. */
  boolean isConfigured() {
    return jwkSetUri != null || publicKeyFile != null;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
