package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.api.Client.Answer;
import dev.tidegate.cli.TidegateService;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service says about its API against what it does. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "tidegate.access.token=" + Client.TOKEN)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class OpenApiIT {

  private static final Path DOCUMENT = Path.of("../docs/openapi.yaml");
  private static final JsonMapper JSON = new JsonMapper();

  /** Parts of the page about the API and of the console, which are no part of the API. */
  private static final Set<String> PAGE =
      Set.of("GET /", "GET /console/{*path}", "GET /docs", "GET /docs/api.js", "GET /docs/api.css");

  private final RequestMappingHandlerMapping routes;

  @LocalServerPort private int port;
  private Client client;

  OpenApiIT(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
    this.routes = routes;
  }

  @BeforeEach
  void connect() {
    client = new Client(port);
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  private static JsonNode read(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return JSON.readTree(answer.response().body());
  }

  @Test
  void the_document_is_the_one_in_the_docs_and_needs_no_token() throws IOException {
    Answer yaml = client.send(client.anonymous("/v3/api-docs.yaml").GET());
    Answer json = client.send(client.anonymous("/v3/api-docs").GET());

    assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(yaml.response().body()).isEqualTo(Files.readString(DOCUMENT));
    assertThat(json.header("Content-Type")).isEqualTo("application/json");
    assertThat(read(json)).isEqualTo(PublishedApi.packed().root());
    assertThat(read(json).path("openapi").asString()).startsWith("3.1.");
  }

  @ParameterizedTest
  @CsvSource({"/v3/api-docs", "/v3/api-docs.yaml", "/docs", "/docs/api.js", "/docs/api.css"})
  void what_the_client_has_is_not_sent_again(String path) {
    String tag = client.send(client.anonymous(path).GET()).header("ETag");

    Answer again = client.send(client.anonymous(path).header("If-None-Match", tag).GET());

    assertThat(tag).hasSizeGreaterThan(60);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.response().body()).isEmpty();
  }

  @Test
  void every_route_is_in_the_document_with_all_that_it_takes() {
    Set<String> documented = new TreeSet<>();
    PublishedApi api = PublishedApi.packed();
    for (PublishedApi.Operation operation : api.operations()) {
      api.consumed(operation)
          .forEach(type -> documented.add((operation.call() + " " + type).strip()));
    }

    assertThat(routed()).hasSizeGreaterThan(8).isSubsetOf(documented);
    documented.removeIf(call -> call.contains(" /actuator/"));
    assertThat(documented).as("what is documented is there").isSubsetOf(routed());
  }

  private Set<String> routed() {
    Set<String> routed = new TreeSet<>();
    for (RequestMappingInfo route : routes.getHandlerMethods().keySet()) {
      for (String path :
          route.getPatternsCondition().getPatterns().stream().map(Object::toString).toList()) {
        route
            .getMethodsCondition()
            .getMethods()
            .forEach(method -> {
              String call = method + " " + path;
              Set<String> types = new TreeSet<>();
              route
                  .getConsumesCondition()
                  .getConsumableMediaTypes()
                  .forEach(type -> types.add(" " + type));
              if (!PAGE.contains(call)) {
                (types.isEmpty() ? Set.of("") : types).forEach(type -> routed.add(call + type));
              }
            });
      }
    }
    return routed;
  }

  @Test
  void what_is_answered_is_what_the_document_says() {
    String evaluate = "/v1/policies/evaluate";
    String validate = "/v1/policies/validate";
    String ask = "{\"action\": \"websocket.connect\", \"resource\": \"\"}";

    checks("post", "/v1/run", client.runLua("?label=a:b", "print('x') return {1, {a = 'ü'}}"), 200);
    checks("post", "/v1/run", client.runLua("", "error({kind = 'Internal', a = 1})"), 200);
    checks("post", "/v1/run", client.runLua("?wall_time=1ms", "while true do end"), 200);
    checks("post", "/v1/run", client.runLua("?nam=x&memory=1", "return 1"), 400);
    checks("post", "/v1/run", client.runLua("", "return ="), 422);
    checks("post", "/v1/run", client.post("/v1/run", "text/plain", "return 1"), 415);
    checks("post", "/v1/run", client.runLua("", "-".repeat(2 << 20)), 413);
    checks(
        "post",
        "/v1/run",
        client.send(client.anonymous("/v1/run").POST(BodyPublishers.ofString("return 1"))),
        401);
    checks("get", "/v1/policies", client.get("/v1/policies"), 200);
    checks("post", evaluate, client.post(evaluate, "application/json", ask), 200);
    checks("post", evaluate, client.post(evaluate, "application/json", "{}"), 400);
    checks("post", validate, client.post(validate, "application/yaml", "version: 1"), 200);
    checks(
        "post",
        validate,
        client.post(validate, "application/json", "{\"files\": {\"a\": \"version: '1.0'\"}}"),
        200);
    checks("get", "/v1/audit/decisions", client.get("/v1/audit/decisions"), 200);
    checks("get", "/v1/audit/decisions", client.get("/v1/audit/decisions?limit=0"), 400);
    checks("get", "/actuator/health", client.get("/actuator/health"), 200);
    checks("get", "/actuator/health/liveness", client.get("/actuator/health/liveness"), 200);
    checks("get", "/actuator/health/readiness", client.get("/actuator/health/readiness"), 200);
  }

  @Test
  void what_is_answered_about_jobs_is_what_the_document_says() {
    String jobs = "/v1/jobs";
    String one = "/v1/jobs/{id}";
    String cancel = "/v1/jobs/{id}/cancel";
    Answer accepted = client.post(jobs + "?label=a:b", "text/x-lua", "print('x') return {1}");
    checks("post", jobs, accepted, 202);
    String id = accepted.body().path("id").asString();
    Answer ended = client.send(client.request(jobs + "/" + id).header("Prefer", "wait=30").GET());

    checks("get", one, ended, 200);
    assertThat(ended.body().path("state").asString()).isEqualTo("succeeded");
    checks("get", jobs, client.get(jobs), 200);
    checks("get", jobs, client.get(jobs + "?limit=0"), 400);
    checks("get", one, client.get(jobs + "/01a205ac-5f99-7281-959d-1005a64266d1"), 404);
    checks("post", cancel, client.post(jobs + "/" + id + "/cancel", "application/json", ""), 409);
    checks("get", one + "/connections", client.get(jobs + "/" + id + "/connections"), 200);
    checks("post", jobs, client.post(jobs, "text/x-lua", "return ="), 422);
    PublishedApi api = PublishedApi.packed();
    JsonNode entry = JSON.readTree("{\"$ref\": \"#/components/schemas/LogEntry\"}");
    assertThat(client.get(jobs + "/" + id + "/logs").response().body().lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(api.faults(entry, JSON.readTree(line))).isEmpty());
  }

  private static void checks(String method, String path, Answer answer, int status) {
    PublishedApi api = PublishedApi.packed();
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    String type = answer.header("Content-Type").replaceAll(";.*", "");
    JsonNode schema =
        api.answer(
            method,
            path,
            status,
            type.startsWith("application/vnd.spring-boot") ? "application/json" : type);

    assertThat(schema.isMissingNode())
        .as("%s %s answers %d with %s", method, path, status, type)
        .isFalse();
    assertThat(api.faults(schema, JSON.readTree(answer.response().body())))
        .as("%s %s: %s", method.toUpperCase(Locale.ROOT), path, answer.response().body())
        .isEmpty();
  }

  @Test
  void examples_of_requests_are_taken() {
    PublishedApi api = PublishedApi.packed();
    List<String> tried = new ArrayList<>();
    for (PublishedApi.Operation operation : api.operations()) {
      operation
          .node()
          .path("requestBody")
          .path("content")
          .forEachEntry((type, media) ->
              api.examples(media)
                  .forEach((name, value) -> {
                    int status = operation.path().equals("/v1/jobs") ? 202 : 200;
                    String body = value.isString() ? value.asString() : value.toString();
                    Answer answer = client.post(operation.path(), type, body);
                    assertThat(answer.status())
                        .as("%s: %s", name, answer.response().body())
                        .isEqualTo(status);
                    tried.add(name);
                  }));
    }

    assertThat(tried).contains("sum", "hello", "retried", "connect", "broken");
  }

  @Test
  void the_page_runs_its_own_script_and_nothing_else() {
    Answer page = client.send(client.anonymous("/docs").GET());
    Answer script = client.send(client.anonymous("/docs/api.js").GET());
    Answer style = client.send(client.anonymous("/docs/api.css").GET());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "http:");
    assertThat(page.response().body())
        .contains("src=\"docs/api.js\"", "href=\"docs/api.css\"")
        .doesNotContainPattern("<script[^>]*>[^<]|<style|style=|\\son[a-z]+=|https?:");
    assertThat(script.header("Content-Type")).isEqualTo("text/javascript;charset=UTF-8");
    assertThat(script.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(script.response().body())
        .contains("fetch(\"v3/api-docs\")")
        .doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(");
    assertThat(style.header("Content-Type")).isEqualTo("text/css;charset=UTF-8");
    assertThat(client.send(client.anonymous("/docs/api.html").GET()).status()).isEqualTo(404);
  }
}
