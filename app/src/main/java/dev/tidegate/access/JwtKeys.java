package dev.tidegate.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys with which an issuer signs its tokens. */
final class JwtKeys {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int MOST_BYTES = 512 << 10;

  /** How long keys are used that were fetched; one that the issuer withdraws counts until then. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  /** How much longer where the issuer can't be reached. */
  private static final Duration KEPT_IN_OUTAGE = Duration.ofHours(1);

  /** In this time keys are fetched twice at most, whatever tokens name keys that are not there. */
  private static final Duration PACE = Duration.ofSeconds(10);

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

  private JwtKeys() {}

  /** Those of the configuration, which must have some. */
  static JWKSource<SecurityContext> of(JwtProperties properties) {
    Path file = properties.publicKeyFile();
    if (file != null) {
      return new Only(read(file));
    }
    URI uri = properties.jwkSetUri();
    if (uri == null) {
      throw new IllegalArgumentException("there are no keys");
    }
    return published(uri);
  }

  private static JWKSource<SecurityContext> published(URI uri) {
    try {
      JWKSource<SecurityContext> fetched =
          JWKSourceBuilder.create(uri.toURL(), new Retriever())
              .cache(KEPT.toMillis(), TIMEOUT.multipliedBy(2).toMillis())
              .refreshAheadCache(false)
              .rateLimited(PACE.toMillis())
              .outageTolerant(KEPT_IN_OUTAGE.toMillis())
              .build();
      return new Paced(fetched);
    } catch (IOException | IllegalArgumentException unusable) {
      throw new IllegalArgumentException(
          "tidegate.access.jwt.jwk-set-uri can't be used: " + unusable.getMessage(), unusable);
    }
  }

  /** The one key there is, however tokens name it. */
  private record Only(JWK key) implements JWKSource<SecurityContext> {

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
      return selector.getMatcher().getKeyTypes().contains(key.getKeyType())
          ? List.of(key)
          : List.of();
    }
  }

  /**
   * Tells a key that is not there from keys that can't be had: while there are keys, one that is
   * named and was not found is not looked for again until its time.
   */
  private static final class Paced implements JWKSource<SecurityContext> {

    private final JWKSource<SecurityContext> keys;
    private volatile boolean fetched;

    Paced(JWKSource<SecurityContext> keys) {
      this.keys = keys;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
        throws KeySourceException {
      try {
        List<JWK> found = keys.get(selector, context);
        fetched = true;
        return found;
      } catch (RateLimitReachedException tooSoon) {
        if (fetched) {
          return List.of();
        }
        throw tooSoon;
      }
    }
  }

  /** Goes nowhere but where it is sent. */
  private static final class Retriever extends DefaultResourceRetriever {

    Retriever() {
      super((int) TIMEOUT.toMillis(), (int) TIMEOUT.toMillis(), MOST_BYTES);
    }

    @Override
    protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
      HttpURLConnection connection = super.openHTTPConnection(url);
      connection.setInstanceFollowRedirects(false);
      return connection;
    }
  }

  private static JWK read(Path file) {
    try {
      Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
      if (!pem.find()) {
        throw unusable(file, "it has no PEM block PUBLIC KEY", null);
      }
      return key(file, Base64.getMimeDecoder().decode(pem.group(1)));
    } catch (IOException unreadable) {
      throw unusable(file, unreadable.toString(), unreadable);
    }
  }

  private static JWK key(Path file, byte[] encoded) {
    for (String algorithm : List.of("RSA", "EC")) {
      try {
        PublicKey key =
            KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
        switch (key) {
          case RSAPublicKey rsa -> {
            return new RSAKey.Builder(rsa).build();
          }
          case ECPublicKey ec -> {
            return new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).build();
          }
          default -> {}
        }
      } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException other) {
        // Of another kind, or none at all: said below.
      }
    }
    throw unusable(file, "it is neither an RSA nor an elliptic curve key that can be used", null);
  }

  private static IllegalArgumentException unusable(
      Path file, String why, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "tidegate.access.jwt.public-key-file " + file + " can't be used: " + why, cause);
  }
}
