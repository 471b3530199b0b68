package dev.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;

@Timeout(60)
class JwtAuthenticatorTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final RSAKey RSA = Issuer.rsa("rsa");
  private static final ECKey EC = Issuer.ec("ec");
  private static final RSAKey OTHER = Issuer.rsa("other");

  private final Issuer issuer = new Issuer(RSA, EC);
  private @Nullable JwtAuthenticator authenticator;

  @BeforeEach
  void begin() {
    use(properties(issuer.keys(), null, Set.of("RS256", "ES256"), null));
  }

  private void use(JwtProperties properties) {
    end();
    authenticator = new JwtAuthenticator(properties, CLOCK);
  }

  @AfterEach
  void end() {
    if (authenticator != null) {
      authenticator.close();
    }
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  private static JwtProperties properties(
      @Nullable URI keys, @Nullable Path file, Set<String> algorithms, @Nullable String prefix) {
    return new JwtProperties(
        keys,
        file,
        Issuer.NAME,
        Issuer.AUDIENCE,
        algorithms,
        SKEW,
        "sub",
        prefix,
        "groups",
        Set.of("tenant", "levels", "auth_time"));
  }

  private @Nullable Actor actor(String token) {
    return Objects.requireNonNull(authenticator).actor(token).block();
  }

  private static JWTClaimsSet good() {
    return Issuer.claims(NOW).build();
  }

  private void assertRefused(String token) {
    assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> actor(token));
  }

  private void assertUnavailable(String token) {
    assertThatExceptionOfType(AuthenticationServiceException.class).isThrownBy(() -> actor(token));
  }

  @Test
  void a_good_token_stands_for_the_actor_that_its_claims_name() {
    JWTClaimsSet claims =
        Issuer.claims(NOW)
            .claim("groups", List.of("submitter", "research:readers", "no group"))
            .claim("tenant", Map.of("name", "acme", "seats", 3))
            .claim("levels", List.of(1, 2.5, true, "x"))
            .claim("auth_time", 1_764_000_000L)
            .claim("email", "ann@acme.example")
            .build();

    for (JWK key : List.of(RSA, EC)) {
      assertThat(actor(Issuer.sign(key, claims)))
          .isEqualTo(
              new Actor(
                  "ann",
                  Metadata.of(
                      Map.of(
                          "tenant",
                          Map.of("name", "acme", "seats", 3),
                          "levels",
                          List.of(1, 2.5, true, "x"),
                          "auth_time",
                          1_764_000_000L)),
                  Set.of("submitter", "research:readers")));
    }
    assertThat(issuer.asked()).isEqualTo(1);
  }

  @Test
  void groups_may_stand_between_spaces_or_not_be_there() {
    assertThat(groups("  a  b:c ")).containsExactlyInAnyOrder("a", "b:c");
    assertThat(groups("")).isEmpty();
    assertThat(groups(null)).isEmpty();
  }

  private Set<String> groups(@Nullable Object claim) {
    Actor actor = actor(Issuer.sign(RSA, Issuer.claims(NOW).claim("groups", claim).build()));
    return Objects.requireNonNull(actor).groups();
  }

  @Test
  void a_prefix_keeps_its_actors_apart_from_others() {
    use(properties(issuer.keys(), null, Set.of("RS256"), "sso/"));

    assertThat(actor(Issuer.sign(RSA, good()))).isEqualTo(new Actor("sso/ann", Set.of()));
  }

  @Test
  void the_type_of_an_access_token_is_as_good_as_none() {
    assertThat(actor(Issuer.sign(RSA, good(), new JOSEObjectType("at+jwt")))).isNotNull();
    assertRefused(Issuer.sign(RSA, good(), new JOSEObjectType("logout+jwt")));
  }

  record Claims(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Date in(Duration time) {
    return Date.from(NOW.plus(time));
  }

  static final List<Claims> WRONG =
      List.of(
          new Claims("another issuer", c -> c.issuer(Issuer.NAME + ".evil.example")),
          new Claims("no issuer", c -> c.issuer(null)),
          new Claims("another audience", c -> c.audience("another")),
          new Claims("no audience", c -> c.audience((String) null)),
          new Claims("over", c -> c.expirationTime(in(SKEW.plusSeconds(1).negated()))),
          new Claims("no end", c -> c.expirationTime(null)),
          new Claims("not yet", c -> c.notBeforeTime(in(SKEW.plusSeconds(1)))),
          new Claims("no subject", c -> c.subject(null)),
          new Claims("a blank subject", c -> c.subject(" ")),
          new Claims("all actors", c -> c.subject("*")),
          new Claims("a long subject", c -> c.subject("a".repeat(257))),
          new Claims("groups that are no list", c -> c.claim("groups", 7)),
          new Claims("groups that are no texts", c -> c.claim("groups", List.of("a", 7))),
          new Claims(
              "too many groups",
              c ->
                  c.claim(
                      "groups",
                      Stream.iterate(1, i -> i + 1).limit(1001).map(i -> "g" + i).toList())),
          new Claims("metadata that are too deep", c -> c.claim("tenant", deep(20))));

  private static Object deep(int levels) {
    return levels == 0 ? "x" : List.of(deep(levels - 1));
  }

  @ParameterizedTest
  @FieldSource("WRONG")
  void claims_that_are_not_right_open_nothing(Claims wrong) {
    assertThat(actor(Issuer.sign(RSA, good()))).isNotNull();
    assertRefused(Issuer.sign(RSA, wrong.change().apply(Issuer.claims(NOW)).build()));
  }

  static final List<Claims> JUST_RIGHT =
      List.of(
          new Claims("just over", c -> c.expirationTime(in(SKEW.minusSeconds(1).negated()))),
          new Claims("nearly", c -> c.notBeforeTime(in(SKEW.minusSeconds(1)))),
          new Claims("several audiences", c -> c.audience(List.of("x", Issuer.AUDIENCE))));

  @ParameterizedTest
  @FieldSource("JUST_RIGHT")
  void clocks_may_differ_a_little(Claims right) {
    assertThat(actor(Issuer.sign(RSA, right.change().apply(Issuer.claims(NOW)).build())))
        .isNotNull();
  }

  @Test
  void a_token_that_nobody_signed_opens_nothing() {
    assertRefused(new PlainJWT(good()).serialize());
  }

  @Test
  void the_public_key_is_no_secret_to_sign_with() throws JOSEException {
    for (byte[] secret :
        List.of(
            RSA.toRSAPublicKey().getEncoded(),
            pem(RSA.toRSAPublicKey()).getBytes(StandardCharsets.US_ASCII))) {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), good());
      token.sign(new MACSigner(secret));
      assertRefused(token.serialize());
    }
  }

  @Test
  void an_algorithm_that_is_not_named_opens_nothing() {
    use(properties(issuer.keys(), null, Set.of("ES256"), null));

    assertThat(actor(Issuer.sign(EC, good()))).isNotNull();
    assertRefused(Issuer.sign(RSA, good()));
  }

  @Test
  void another_key_of_the_same_name_opens_nothing() {
    assertRefused(Issuer.sign(Issuer.rsa("rsa"), good()));
  }

  @Test
  void a_key_that_the_token_brings_along_opens_nothing() throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("other")
                .jwk(OTHER.toPublicJWK())
                .jwkURL(issuer.keys())
                .build(),
            good());
    token.sign(new RSASSASigner(OTHER));

    assertRefused(token.serialize());
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a.b.c", "eyJhbGciOiJSUzI1NiJ9..", "eyJhbGciOiJSUzI1NiJ9.e30.AA"})
  void what_only_looks_like_a_token_opens_nothing(String text) {
    assertThat(JwtAuthenticator.isJwt(text)).isTrue();
    assertRefused(text);
  }

  @Test
  void a_changed_token_opens_nothing_and_a_huge_one_neither() {
    String token = Issuer.sign(RSA, good());
    assertRefused(token.substring(0, token.length() - 6) + "AAAAAA");
    assertRefused(Issuer.sign(OTHER, Issuer.claims(NOW).claim("x", "x".repeat(1 << 20)).build()));
    assertRefused("a".repeat(1 << 20) + "." + "b".repeat(1 << 20) + "." + "c".repeat(1 << 20));
  }

  @Test
  void keys_are_fetched_once_and_again_for_one_that_is_new() {
    for (int i = 0; i < 20; i++) {
      assertThat(actor(Issuer.sign(RSA, good()))).isNotNull();
    }
    assertThat(issuer.asked()).isEqualTo(1);

    issuer.publish(OTHER, EC);
    assertThat(actor(Issuer.sign(OTHER, good()))).isNotNull();
    assertThat(issuer.asked()).isEqualTo(2);
    assertRefused(Issuer.sign(RSA, good()));
  }

  @Test
  void tokens_that_name_keys_nobody_has_do_not_wear_the_issuer_out() {
    assertThat(actor(Issuer.sign(RSA, good()))).isNotNull();

    for (int i = 0; i < 50; i++) {
      assertRefused(Issuer.sign(new RSAKey.Builder(OTHER).keyID("nobody-" + i).build(), good()));
    }
    assertThat(issuer.asked()).isLessThanOrEqualTo(3);
    assertThat(actor(Issuer.sign(RSA, good()))).isNotNull();
  }

  @Test
  void keys_that_were_never_had_leave_it_open_whether_a_token_is_good() {
    issuer.answer(500);

    for (int i = 0; i < 5; i++) {
      assertUnavailable(Issuer.sign(RSA, good()));
    }
    assertThat(issuer.asked()).isLessThanOrEqualTo(3);
  }

  @Test
  void an_issuer_that_goes_away_takes_no_keys_with_it() {
    assertThat(actor(Issuer.sign(RSA, good()))).isNotNull();
    issuer.close();

    assertThat(actor(Issuer.sign(EC, good()))).isNotNull();
  }

  @Test
  void keys_come_from_nowhere_but_the_address_that_is_configured() {
    issuer.answer(302);

    assertUnavailable(Issuer.sign(RSA, good()));
  }

  @Test
  void more_than_a_set_of_keys_can_be_is_not_read() {
    JWK[] many = Collections.nCopies(1_500, OTHER).toArray(JWK[]::new);
    for (int i = 0; i < many.length; i++) {
      many[i] = new RSAKey.Builder(OTHER.toPublicJWK()).keyID("k" + i).build();
    }
    many[0] = RSA;
    issuer.publish(many);

    assertUnavailable(Issuer.sign(RSA, good()));
  }

  @Test
  void one_key_may_stand_in_a_file(@TempDir Path directory) throws Exception {
    for (JWK key : List.of(RSA, EC)) {
      PublicKey published =
          key instanceof ECKey ec ? ec.toECPublicKey() : key.toRSAKey().toRSAPublicKey();
      Path file = Files.writeString(directory.resolve(key.getKeyID()), pem(published));
      use(properties(null, file, Set.of("RS256", "ES256"), null));

      assertThat(actor(Issuer.sign(key, good()))).isNotNull();
      assertRefused(Issuer.sign(OTHER, good()));
    }
  }

  private static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  @Test
  void a_file_without_a_key_refuses_the_start(@TempDir Path directory) throws IOException {
    Path none = directory.resolve("none");
    Path empty = Files.writeString(directory.resolve("empty"), "");
    Path other =
        Files.writeString(
            directory.resolve("other"),
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");

    for (Path file : List.of(none, empty, other)) {
      assertThat(catchThrowable(() -> use(properties(null, file, Set.of("RS256"), null))))
          .hasMessageStartingWith(
              "tidegate.access.jwt.public-key-file " + file + " can't be used: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "none", "rs256", "RSA-OAEP"})
  void only_algorithms_with_public_keys_can_be_configured(String algorithm) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> properties(issuer.keys(), null, Set.of(algorithm), null))
        .withMessageContaining(algorithm);
  }

  @Test
  void what_belongs_together_is_configured_together() {
    assertThatCode(() -> jwt(null, null, null, null)).doesNotThrowAnyException();
    assertThat(jwt(null, null, null, null).isConfigured()).isFalse();
    assertThat(jwt(issuer.keys(), null, null, null).isConfigured()).isTrue();
    Path file = Path.of("key.pem");
    assertThatIllegalArgumentException().isThrownBy(() -> jwt(issuer.keys(), file, null, null));
    assertThatIllegalArgumentException().isThrownBy(() -> jwt(null, null, "x", "y"));
    assertThatIllegalArgumentException().isThrownBy(() -> jwt(null, file, "x", null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> jwt(URI.create("file:/etc/passwd"), null, null, null));
  }

  private static JwtProperties jwt(
      @Nullable URI keys, @Nullable Path file, @Nullable String by, @Nullable String audience) {
    return new JwtProperties(
        keys, file, by, audience, Set.of("RS256"), SKEW, "sub", null, "groups", Set.of());
  }
}
