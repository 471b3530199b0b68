package dev.tidegate.access;

import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.Actor;
import dev.tidegate.reload.ReloadSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Wires who may call what: health, the files for editors and the description of the API are open,
 * everything else needs a token, and the other operations endpoints need an action besides.
 * Refusals leave as exceptions, for the API to answer them as it answers every other problem.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties({AccessProperties.class, JwtProperties.class})
public class AccessConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(AccessConfiguration.class);
  private static final String ONE_TOKEN = "tidegate.access.token";

  /** A change counts within 2 s, whatever the file system tells. */
  private static final ReloadSettings RELOAD =
      new ReloadSettings(Duration.ofMillis(250), Duration.ofSeconds(1));

  private static final String SCHEME = "Bearer ";
  private static final String OPERATIONS = "/actuator/**";
  private static final ServerWebExchangeMatcher OPEN =
      ServerWebExchangeMatchers.pathMatchers(
          "/",
          "/actuator/health/**",
          "/console/**",
          "/docs",
          "/docs/*",
          "/editor/lua-library.zip",
          "/v3/api-docs",
          "/v3/api-docs.yaml");

  @Bean
  TokenAtStart tokenAtStart(AccessProperties properties, JwtProperties jwt) {
    boolean others = properties.tokensFile() != null || jwt.isConfigured();
    return TokenAtStart.of(properties.token(), others, new SecureRandom());
  }

  @Bean(destroyMethod = "close")
  Tokens tokens(AccessProperties properties, TokenAtStart atStart, List<TokenListener> listeners) {
    BearerToken text = atStart.token();
    ApiToken one =
        text == null
            ? null
            : new ApiToken(
                ONE_TOKEN,
                text.hash(),
                new Actor(properties.actor(), properties.meta(), properties.groups()),
                null);
    Path file = properties.tokensFile();
    if (file == null) {
      return new Tokens(one, null, InstantSource.system());
    }
    TokenReload reload =
        new TokenReload(file, RELOAD, event -> listeners.forEach(each -> each.heard(event)));
    LOG.info("{} tokens of {} are in force", reload.current().size(), file);
    return new Tokens(one, reload, InstantSource.system());
  }

  /** Not before everybody is there who wants to hear of changes. */
  @Bean
  SmartInitializingSingleton tokenReloadStart(Tokens tokens) {
    return tokens::start;
  }

  @Bean(destroyMethod = "close")
  BearerAuthenticator bearerAuthenticator(Tokens tokens, JwtProperties jwt) {
    if (!jwt.isConfigured()) {
      return new BearerAuthenticator(tokens, null);
    }
    if (jwt.jwkSetUri() != null && "http".equals(jwt.jwkSetUri().getScheme())) {
      LOG.warn(
          "tidegate.access.jwt.jwk-set-uri is not https: whoever can change what comes from there"
              + " can make tokens");
    }
    return new BearerAuthenticator(tokens, new JwtAuthenticator(jwt, Clock.systemUTC()));
  }

  /** Lets metadata that can't be read be reported as the property that they stand in. */
  @Bean
  @ConfigurationPropertiesBinding
  static ActorMetadata actorMetadata() {
    return new ActorMetadata();
  }

  @Bean
  SecurityWebFilterChain securityWebFilterChain(
      ServerHttpSecurity http, BearerAuthenticator manager, CallerRights rights) {
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .cors(ServerHttpSecurity.CorsSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .addFilterAt(bearer(manager), SecurityWebFiltersOrder.AUTHENTICATION)
        .authorizeExchange(exchange ->
            exchange
                .matchers(OPEN)
                .permitAll()
                .pathMatchers(OPERATIONS)
                .access(new OperationsAccess(rights))
                .anyExchange()
                .authenticated())
        .exceptionHandling(handling ->
            handling
                .authenticationEntryPoint((_, missing) -> Mono.error(missing))
                .accessDeniedHandler((_, denied) -> Mono.error(denied)))
        .build();
  }

  @Bean
  CallerRights callerRights(AccessControl control) {
    return new CallerRights(control);
  }

  @Bean
  ServerExchangeRejectedHandler exchangeRejectedHandler() {
    return (_, rejected) -> Mono.error(rejected);
  }

  /** Prints once, past the log: logs are kept and shipped, a terminal is not. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> tokenPrinter(TokenAtStart atStart) {
    return _ ->
        atStart
            .generated()
            .ifPresent(token -> {
              LOG.info("No token is configured; a random one is on the console.");
              System.out.println("Access token until the next start: " + token);
              System.out.flush();
            });
  }

  private static AuthenticationWebFilter bearer(BearerAuthenticator manager) {
    AuthenticationWebFilter filter = new AuthenticationWebFilter(manager);
    filter.setServerAuthenticationConverter(AccessConfiguration::presented);
    filter.setAuthenticationFailureHandler((_, failure) -> Mono.error(failure));
    filter.setRequiresAuthenticationMatcher(new NegatedServerWebExchangeMatcher(OPEN));
    return filter;
  }

  private static Mono<Authentication> presented(ServerWebExchange exchange) {
    String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Mono.empty();
    }
    return Mono.just(new PresentedToken(header.substring(SCHEME.length()).strip()));
  }
}
