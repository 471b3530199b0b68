package dev.tidegate.api;

import static dev.tidegate.api.Client.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.tidegate.access.BearerToken;
import dev.tidegate.access.Issuer;
import dev.tidegate.access.TokenEntry;
import dev.tidegate.api.Client.Answer;
import dev.tidegate.cli.TidegateService;
import dev.tidegate.policy.Metadata;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/**
 * Every route that the running service has, as Spring knows them, so that none can be forgotten:
 * without a token, with tokens that open nothing, and with those of different actors.
 */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "tidegate.quota.submissions-per-minute=60",
      "tidegate.quota.submission-burst=20",
      "tidegate.access.jwt.issuer=" + Issuer.NAME,
      "tidegate.access.jwt.audience=" + Issuer.AUDIENCE,
      "tidegate.access.jwt.actor-prefix=sso/"
    })
@Timeout(120)
class RoutesIT {

  /** What answers everybody. Whoever adds a line here opens something to the world. */
  private static final Set<String> OPEN =
      Set.of(
          "GET /",
          "GET /actuator/health",
          "GET /actuator/health/{*path}",
          "GET /console/{*path}",
          "GET /docs",
          "GET /docs/api.css",
          "GET /docs/api.js",
          "GET /editor/lua-library.zip",
          "GET /v3/api-docs",
          "GET /v3/api-docs.yaml");

  /** Routes that any token opens, in whatever groups its actor is. */
  private static final Set<String> FOR_ALL_TOKENS =
      Set.of("GET /v1/jobs", "POST /v1/policies/evaluate", "POST /v1/policies/validate");

  private static final String ID = "01a205ac-5f99-7281-959d-1005a64266d1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final BearerToken ANN = BearerToken.random(new SecureRandom());
  private static final BearerToken BOB = BearerToken.random(new SecureRandom());
  private static final BearerToken CARL = BearerToken.random(new SecureRandom());
  private static final BearerToken OVER = BearerToken.random(new SecureRandom());

  private static final RSAKey KEY = Issuer.rsa("key");
  private static final Issuer ISSUER = new Issuer(KEY);

  @TempDir private static Path directory;

  @Autowired private List<HandlerMapping> mappings;
  @LocalServerPort private int port;
  private Client client;

  @DynamicPropertySource
  static void tokens(DynamicPropertyRegistry properties) throws IOException {
    Path file = directory.resolve("tokens.yaml");
    entry(ANN, "ann", List.of("default"), null).appendTo(file);
    entry(BOB, "bob", List.of("nobodies"), null).appendTo(file);
    entry(CARL, "carl", List.of("default"), null).appendTo(file);
    entry(OVER, "ann", List.of("default"), Instant.EPOCH).appendTo(file);
    properties.add("tidegate.access.tokens-file", file::toString);
    properties.add("tidegate.access.jwt.jwk-set-uri", ISSUER::keys);
  }

  @AfterAll
  static void stopIssuer() {
    ISSUER.close();
  }

  private static TokenEntry entry(
      BearerToken token, String actor, List<String> groups, @Nullable Instant expires) {
    return TokenEntry.of(token, null, actor, groups, Metadata.EMPTY, expires, null);
  }

  @BeforeEach
  void connect() {
    client = new Client(port);
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  /** A method and a path, with names for what varies in it. */
  private record Route(String method, String path, String contentType) {

    String sent() {
      return path.replaceAll("\\{\\*[^}]*}|\\*+", "/x")
          .replaceAll("\\{[^}]*}", ID)
          .replace("//", "/");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (HandlerMapping mapping : mappings) {
      if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
        methods.getHandlerMethods().keySet().forEach(info -> routes.addAll(routes(info)));
      }
    }
    assertThat(routes).extracting(Route::toString).contains("POST /v1/run", "GET /actuator/info");
    return routes;
  }

  private static List<Route> routes(RequestMappingInfo info) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    return info.getPatternsCondition().getPatterns().stream()
        .flatMap(pattern ->
            (methods.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : methods)
                .stream()
                    .map(method ->
                        new Route(method.name(), pattern.getPatternString(), contentType(info))))
        .toList();
  }

  private static String contentType(RequestMappingInfo info) {
    return info.getConsumesCondition().getConsumableMediaTypes().stream()
        .findFirst()
        .map(MediaType::toString)
        .orElse("application/json");
  }

  private Answer ask(Route route, @Nullable String token) {
    HttpRequest.Builder request = client.anonymous(route.sent()).timeout(PATIENCE);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    boolean body = !route.method().equals("GET") && !route.method().equals("DELETE");
    if (body) {
      request.header("Content-Type", route.contentType());
    }
    return client.send(
        request.method(
            route.method(), body ? BodyPublishers.ofString("{}") : BodyPublishers.noBody()));
  }

  @Test
  void there_are_no_routes_but_those_that_can_be_walked() {
    for (HandlerMapping mapping : mappings) {
      switch (mapping) {
        case RequestMappingInfoHandlerMapping _ -> {}
        case RouterFunctionMapping functions -> assertThat(functions.getRouterFunction()).isNull();
        // What there is where no files are served.
        default -> assertThat(mapping.getClass().getSimpleName()).isEqualTo("EmptyHandlerMapping");
      }
    }
  }

  @Test
  void without_a_token_nothing_answers_but_what_is_open() {
    Set<String> answered = new TreeSet<>();
    for (Route route : routes()) {
      Answer answer = ask(route, null);
      if (OPEN.contains(route.toString())) {
        answered.add(route.toString());
        assertThat(answer.status()).as("%s", route).isNotEqualTo(401);
      } else {
        assertProblem(answer, 401, "unauthorized");
        assertThat(answer.header("WWW-Authenticate")).as("%s", route).isEqualTo("Bearer");
      }
    }
    assertThat(answered).as("the open routes").isEqualTo(new TreeSet<>(OPEN));
  }

  @Test
  void tokens_that_are_wrong_or_over_open_nothing() {
    for (String token :
        List.of(
            OVER.text(),
            ANN.text() + "x",
            ANN.sha256(),
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ.")) {
      for (Route route : routes()) {
        if (!OPEN.contains(route.toString())) {
          Answer answer = ask(route, token);
          assertProblem(answer, 401, "unauthorized");
          assertThat(answer.header("WWW-Authenticate"))
              .as("%s", route)
              .isEqualTo("Bearer error=\"invalid_token\"");
        }
      }
    }
  }

  @Test
  void a_token_in_force_opens_everything_that_its_groups_may() {
    for (Route route : routes()) {
      assertThat(ask(route, ANN.text()).status()).as("%s", route).isNotIn(401, 403, 500, 503);
    }
  }

  @Test
  void an_actor_in_a_group_that_nothing_is_allowed_gets_nothing_but_what_is_for_all() {
    Set<String> refused = new TreeSet<>();
    for (Route route : routes()) {
      int status = ask(route, BOB.text()).status();
      if (status == 403 || status == 404) {
        refused.add(route.toString());
      }
    }
    Set<String> expected =
        routes().stream()
            .map(Route::toString)
            .filter(route -> !OPEN.contains(route) && !FOR_ALL_TOKENS.contains(route))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(refused).containsAll(expected);
  }

  @Test
  void the_job_of_one_actor_is_not_there_for_another() {
    Answer accepted =
        client.send(
            client
                .anonymous("/v1/jobs")
                .header("Authorization", "Bearer " + ANN.text())
                .header("Content-Type", "text/x-lua")
                .POST(BodyPublishers.ofString("return 1")));
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    String id = accepted.body().path("id").asString();
    List<Route> ofJobs =
        routes().stream().filter(route -> route.path().startsWith("/v1/jobs/{id}")).toList();

    assertThat(ofJobs).hasSizeGreaterThan(5);
    for (Route route : ofJobs) {
      Route ofAnn =
          new Route(route.method(), route.path().replace("{id}", id), route.contentType());
      Answer hidden = ask(ofAnn, BOB.text());
      assertProblem(hidden, 404, "not-found");
      // Nothing tells it from a job that never was.
      assertThat(hidden.body()).as("%s", route).isEqualTo(ask(route, BOB.text()).body());
    }
    Route list = new Route("GET", "/v1/jobs", "");
    assertThat(ask(list, BOB.text()).body().path("items")).isEmpty();
    assertThat(ask(new Route("GET", "/v1/jobs/" + id, ""), ANN.text()).status()).isEqualTo(200);
  }

  @Test
  void a_body_is_not_waited_for_where_there_is_no_token() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(
              "%s /v1/run HTTP/1.1\r\nHost: x\r\nContent-Type: text/x-lua\r\nContent-Length: 1000000\r\n\r\n"
                  .formatted(HttpMethod.POST)
                  .getBytes(StandardCharsets.US_ASCII));

      String first =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();

      assertThat(first).startsWith("HTTP/1.1 401 ");
    }
  }

  @Test
  void an_actor_that_submits_too_much_is_told_when_to_come_again_and_others_are_not() {
    Route submit = new Route("POST", "/v1/run", "application/json");

    Answer answer = ask(submit, CARL.text());
    for (int i = 0; i < 100 && answer.status() != 429; i++) {
      answer = ask(submit, CARL.text());
    }

    assertProblem(answer, 429, "actor-limit");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(ask(submit, ANN.text()).status()).isEqualTo(400);
    assertThat(metrics())
        .containsPattern("tidegate_quota_refusals_total\\{quota=\"submissions\"} [1-9]");
  }

  private String metrics() {
    return ask(new Route("GET", "/actuator/prometheus", ""), ANN.text()).response().body();
  }

  @Test
  void a_token_opens_while_the_file_has_it_and_faults_change_nothing() throws IOException {
    Path file = directory.resolve("tokens.yaml");
    String before = Files.readString(file);
    Route info = new Route("GET", "/actuator/info", "");
    Route health = new Route("GET", "/actuator/health", "");
    BearerToken dan = BearerToken.random(new SecureRandom());
    assertThat(ask(info, dan.text()).status()).isEqualTo(401);

    entry(dan, "dan", List.of("default"), null).appendTo(file);
    await().atMost(PATIENCE).until(() -> ask(info, dan.text()).status() == 200);

    Files.writeString(file, before + "colour: red\n");
    await()
        .atMost(PATIENCE)
        .until(() -> ask(health, null).body().path("status").asString().equals("WARNING"));
    assertThat(ask(info, dan.text()).status()).isEqualTo(200);
    assertThat(metrics()).contains("tidegate_access_tokens_refused 1.0");

    Files.writeString(file, before);
    await().atMost(PATIENCE).until(() -> ask(info, dan.text()).status() == 401);
    assertThat(ask(health, null).body().path("status").asString()).isEqualTo("UP");
  }

  @Test
  void a_json_web_token_opens_what_its_groups_may_as_soon_as_there_are_keys() {
    Route run = new Route("POST", "/v1/run", "text/x-lua");
    JWTClaimsSet claims =
        Issuer.claims(Instant.now()).claim("groups", List.of("submitter")).build();
    String token = Issuer.sign(KEY, claims);

    ISSUER.answer(500);
    Answer unknown = ask(run, token);
    assertProblem(unknown, 503, "identity-unavailable");
    assertThat(unknown.header("Retry-After")).isNotEmpty();

    ISSUER.answer(200);
    Answer ran =
        client.send(
            client
                .anonymous("/v1/run")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/x-lua")
                .POST(BodyPublishers.ofString("return 1")));
    assertThat(ran.status()).as(ran.response().body()).isEqualTo(200);
    assertThat(ran.body().path("actor").asString()).isEqualTo("sso/ann");
    assertProblem(ask(new Route("GET", "/v1/policies", ""), token), 403, "forbidden");

    Answer wrong = ask(run, Issuer.sign(Issuer.rsa("key"), claims));
    assertProblem(wrong, 401, "unauthorized");
    assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
  }

  @Test
  void who_has_only_a_tokens_file_gets_no_token_made() throws IOException {
    assertThat(Files.readString(directory.resolve("tokens.yaml"))).doesNotContain(ANN.text());
    assertThat(client.send(client.request("/actuator/info").GET()).status()).isEqualTo(401);
  }
}
