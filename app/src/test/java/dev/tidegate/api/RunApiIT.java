package dev.tidegate.api;

import static dev.tidegate.api.Client.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.api.Client.Answer;
import dev.tidegate.cli.TidegateService;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "tidegate.access.token=" + Client.TOKEN,
      "tidegate.access.actor=team-quant",
      "tidegate.run.max-concurrent=2"
    })
class RunApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ENDLESS = "while true do end";

  @LocalServerPort private int port;
  private Client client;

  @BeforeEach
  void connect() {
    client = new Client(port);
  }

  @AfterEach
  void disconnect() {
    await().atMost(PATIENCE).until(() -> client.metric("tidegate_runs_active") == 0);
    client.close();
  }

  @Test
  void runs_a_script_of_the_json_form() {
    Answer answer =
        client.runJson(
            """
            {"source": "print('hello') local input = ... return input", "name": "prices",
             "input": {"big": 12345678901234567890, "list": [1, 2.5, "ü", false, {}]},
             "labels": {"env": "dev"},
             "limits": {"wall_time": "1m", "instructions": 5000, "output": "64KiB", "connections": 3}}
            """);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    JsonNode job = answer.body();
    assertThat(UUID.fromString(job.path("id").asString()).version()).isEqualTo(7);
    assertThat(job.path("name").asString()).isEqualTo("prices");
    assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("succeeded");
    assertThat(job.path("actor").asString()).isEqualTo("team-quant");
    assertThat(job.at("/labels/env").asString()).isEqualTo("dev");
    assertThat(Instant.parse(job.path("finished_at").asString()))
        .isAfterOrEqualTo(Instant.parse(job.path("started_at").asString()));
    assertThat(Instant.parse(job.path("created_at").asString())).isBefore(Instant.now());
    assertThat(job.path("attempt").asInt()).isEqualTo(1);
    assertThat(job.path("max_attempts").asInt()).isEqualTo(1);
    assertThat(job.at("/result/list/2").asString()).isEqualTo("ü");
    assertThat(job.path("error").isNull()).isTrue();
    assertThat(job.at("/limits/wall_time").asString()).isEqualTo("1m");
    assertThat(job.at("/limits/instructions").asLong()).isEqualTo(5000);
    assertThat(job.at("/limits/output").asLong()).isEqualTo(65536);
    assertThat(job.at("/limits/connections").asInt()).isEqualTo(3);
    assertThat(job.at("/usage/instructions").asLong()).isPositive();
    assertThat(job.at("/usage/output").asLong()).isEqualTo(5);
    assertThat(job.path("usage").propertyNames())
        .contains(
            "wall_ms",
            "connections_opened",
            "messages_sent",
            "messages_received",
            "bytes_sent",
            "bytes_received");
    JsonNode line = job.at("/logs/0");
    assertThat(line.path("seq").asInt()).isEqualTo(1);
    assertThat(line.path("level").asString()).isEqualTo("info");
    assertThat(line.path("message").asString()).isEqualTo("hello");
    assertThat(Instant.parse(line.path("time").asString())).isBefore(Instant.now());
    assertThat(line.path("fields").isObject()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/x-lua", "application/x-lua", "text/x-lua; charset=utf-8"})
  void runs_a_script_of_the_text_form(String contentType) {
    Answer answer =
        client.send(
            client
                .request(
                    "/v1/run?name=prices&wall_time=2s&instructions=5000&label=env:dev"
                        + "&label=site:a:b&input=%7B%22a%22:1%7D")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("local input = ... return input")));

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    JsonNode job = answer.body();
    assertThat(job.path("name").asString()).isEqualTo("prices");
    assertThat(job.at("/limits/wall_time").asString()).isEqualTo("2s");
    assertThat(job.at("/limits/instructions").asLong()).isEqualTo(5000);
    assertThat(job.at("/labels/env").asString()).isEqualTo("dev");
    assertThat(job.at("/labels/site").asString()).isEqualTo("a:b");
    assertThat(job.at("/result/a").asInt()).isEqualTo(1);
  }

  @Test
  void a_run_that_asks_for_nothing_gets_the_defaults() {
    JsonNode job = client.runLua("", "return 1").body();

    assertThat(job.path("name").isNull()).isTrue();
    assertThat(job.at("/limits/wall_time").asString()).isEqualTo("1m");
    assertThat(job.at("/limits/instructions").asLong()).isEqualTo(1_000_000_000);
    assertThat(job.at("/limits/output").asLong()).isEqualTo(1 << 20);
    assertThat(job.at("/limits/result").asLong()).isEqualTo(1 << 20);
    assertThat(job.at("/limits/connections").asInt()).isEqualTo(16);
    assertThat(job.at("/limits/memory").asInt()).isEqualTo(64 << 20);
    assertThat(job.at("/usage/memory_peak").asInt()).isBetween(1, 8 << 20);
    assertThat(job.at("/limits/coroutines").asInt()).isEqualTo(1000);
  }

  @Test
  void a_script_that_keeps_too_much_fails_with_its_memory() {
    JsonNode job = client.runLua("?memory=2MiB", "local l while true do l = { l } end").body();

    assertThat(job.path("state").asString()).isEqualTo("failed");
    assertThat(job.at("/error/reason").asString()).isEqualTo("memory");
    assertThat(job.at("/error/message").asString())
        .isEqualTo("the job reached the memory limit of 2097152 bytes");
    assertThat(job.at("/limits/memory").asInt()).isEqualTo(2 << 20);
    assertThat(job.at("/usage/memory_peak").asInt()).isBetween(1 << 20, 8 << 20);
  }

  @Test
  void a_script_that_is_not_lua_is_422_with_its_line() {
    Answer answer = client.runLua("", "local a = 1\nlocal b = = 2\n");

    assertProblem(answer, 422, "script-not-compiled");
    assertThat(answer.body().path("line").asInt()).isEqualTo(2);
    assertThat(answer.body().path("message").asString()).contains("unexpected symbol");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'source': 'return 1', 'colour': 1}                             | /colour              | is not a known field
          {'source': 'return 1', 'a/b~c': 1}                              | /a~1b~0c             | is not a known field
          {'source': 'return 1', 'limits': {'disk': 1}}                   | /limits/disk         | is not a known limit
          {'source': 'return 1', 'limits': {'memory': 1}}                 | /limits/memory       | must be at least 64KiB
          {'source': 'return 1', 'limits': {'memory': '513MiB'}}          | /limits/memory       | must be at most 512MiB
          {'source': 'return 1', 'retry': {'max_attempts': 2}}            | /retry               | is tried once
          {'source': 'return 1', 'priority': 2}                           | /priority            | is tried once
          {'source': 5}                                                   | /source              | must be a text
          {'source': null}                                                | /source              | must be a text
          {'source': '\\ud800'}                                           | /source              | surrogate
          {}                                                              | /source              | is missing
          {'source': 'return 1', 'name': ''}                              | /name                | 1 to 128 characters
          {'source': 'return 1', 'name': 'a\\nb'}                         | /name                | control character
          {'source': 'return 1', 'name': ['x']}                           | /name                | must be a text
          {'source': 'return 1', 'labels': []}                            | /labels              | must be an object
          {'source': 'return 1', 'labels': {'a': 1}}                      | /labels/a            | must be a text
          {'source': 'return 1', 'labels': {'a b': 'x'}}                  | /labels/a b          | must have a key
          {'source': 'return 1', 'limits': 7}                             | /limits              | must be an object
          {'source': 'return 1', 'limits': {'wall_time': true}}           | /limits/wall_time    | must be a whole number or a text
          {'source': 'return 1', 'limits': {'wall_time': 1.5}}            | /limits/wall_time    | must be a whole number or a text
          {'source': 'return 1', 'limits': {'wall_time': -1}}             | /limits/wall_time    | must be milliseconds
          {'source': 'return 1', 'limits': {'wall_time': '1 fortnight'}}  | /limits/wall_time    | must be milliseconds
          {'source': 'return 1', 'limits': {'wall_time': 0}}              | /limits/wall_time    | must be at least 1ms
          {'source': 'return 1', 'limits': {'wall_time': '61s'}}          | /limits/wall_time    | must be at most 1m
          {'source': 'return 1', 'limits': {'instructions': 1e3}}         | /limits/instructions | must be a whole number
          {'source': 'return 1', 'limits': {'instructions': 99999999999999999999}} | /limits/instructions | must be a whole number
          {'source': 'return 1', 'limits': {'instructions': 100000000001}} | /limits/instructions | must be at most 100000000000
          {'source': 'return 1', 'limits': {'output': '17MiB'}}           | /limits/output       | must be at most 16MiB
          {'source': 'return 1', 'limits': {'output': '1 parsec'}}        | /limits/output       | must be a size
          {'source': 'return 1', 'limits': {'connections': 257}}          | /limits/connections  | must be at most 256
          {'source': 'return 1', 'source': 'return 2'}                    | /source              | is there twice
          {'source': 'return 1', 'limits': {'output': 1, 'output': 1}}    | /limits/output       | is there twice
          {'source': 'return 1', 'input': {'a': [{'b': 1, 'b': 2}]}}      | /input/a/0/b         | is there twice
          {'source': 'return 1',                                          | /source              | is not valid JSON at line 1
          {'source': 'return 1', 'input': [1, 2,, 3]}                     | /input/2             | is not valid JSON at line 1
          {'source': 'return 1'} extra                                    | ""                   | is not valid JSON
          {'source': 'return 1'} {}                                       | ""                   | goes on after the end
          ['source']                                                      | ""                   | must be an object
          """)
  void wrong_json_is_400_with_a_pointer(String body, String pointer, String message) {
    Answer answer = client.runJson(body.replace('\'', '"'));

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.fault(pointer)).contains(message);
  }

  @Test
  void all_faults_of_a_request_are_named_at_once() {
    Answer answer =
        client.runJson("{\"colour\": 1, \"name\": 2, \"limits\": {\"wall_time\": \"x\"}}");

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.body().path("errors"))
        .extracting(error -> error.path("pointer").asString())
        .containsExactly("/colour", "/name", "/limits/wall_time");
  }

  @Test
  void json_that_is_empty_or_not_utf8_is_400() {
    assertProblem(client.runJson(""), 400, "invalid-request");
    Answer answer =
        client.send(
            client
                .request("/v1/run")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xff, '"'})));
    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.fault("")).isEqualTo("is not UTF-8");
  }

  @Test
  void json_that_is_nested_too_deeply_is_400() {
    Answer answer =
        client.runJson(
            "{\"source\": \"return 1\", \"input\": " + "[".repeat(1000) + "]".repeat(1000) + "}");

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.body().toString()).contains("nested deeper than 100 levels");
  }

  @ParameterizedTest
  @CsvSource({
    "?colour=red, /colour, is not a known parameter",
    "?name=a&name=b, /name, is there twice",
    "?name, /name, must have 1 to 128 characters",
    "?label, /label, must be of the form key:value",
    "?max_attempts=2, /max_attempts, is not a known parameter",
    "?priority=2, /priority, is not a known parameter",
    "?label=novalue, /label, must be of the form key:value",
    "?label=a:1&label=a:2, /label, is there twice",
    "?wall_time=soon, /wall_time, must be milliseconds",
    "?wall_time=1h, /wall_time, must be at most 1m",
    "?instructions=-5, /instructions, must be a whole number",
    "?input=%7B, /input, is not valid JSON",
  })
  void a_wrong_query_parameter_is_400_with_its_name(String query, String pointer, String message) {
    Answer answer = client.runLua(query, "return 1");

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.fault(pointer)).contains(message);
  }

  @Test
  void a_body_over_the_limit_is_413_whether_its_length_is_announced_or_not() {
    String body = "-".repeat((1 << 20) + 1);

    assertProblem(client.runLua("", body), 413, "too-large");
    Answer chunked =
        client.send(
            client
                .request("/v1/run")
                .header("Content-Type", "text/x-lua")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(body))));
    assertProblem(chunked, 413, "too-large");
  }

  @Test
  void a_script_over_its_own_limit_is_400() {
    String script = "-".repeat((256 << 10) + 1);

    Answer text = client.runLua("", script);
    assertProblem(text, 400, "invalid-request");
    assertThat(text.fault("")).contains("is longer than 256KiB");
    Answer json = client.runJson("{\"source\": \"" + script + "\"}");
    assertProblem(json, 400, "invalid-request");
    assertThat(json.fault("/source")).contains("is longer than 256KiB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "text/x-lua; charset=utf-16",
        "nonsense"
      })
  void another_content_type_is_415(String contentType) {
    Answer answer =
        client.send(
            client
                .request("/v1/run")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("return 1")));

    assertProblem(answer, 415, "unsupported-media-type");
  }

  @Test
  void a_body_with_a_content_coding_is_415_and_not_read_as_lua() {
    Answer answer =
        client.send(
            client
                .request("/v1/run")
                .header("Content-Type", "text/x-lua")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("return 1")));

    assertProblem(answer, 415, "unsupported-media-type");
  }

  @Test
  void a_request_without_a_content_type_is_415_and_told_what_would_do() {
    Answer answer =
        client.send(client.request("/v1/run").POST(BodyPublishers.ofString("return 1")));

    assertProblem(answer, 415, "unsupported-media-type");
    assertThat(answer.header("Accept")).contains("application/json").contains("text/x-lua");
  }

  @Test
  void other_methods_are_405_and_other_paths_404() {
    Answer get = client.get("/v1/run");
    assertProblem(get, 405, "method-not-allowed");
    assertThat(get.header("Allow")).isEqualTo("POST");
    assertProblem(client.get("/v1/walk"), 404, "not-found");
    assertProblem(client.get("/index.html"), 404, "not-found");
    assertProblem(client.get("/actuator/env"), 404, "not-found");
  }

  @Test
  void a_malformed_path_is_400() {
    assertProblem(client.get("/v1/run%2f..%2f"), 400, "invalid-request");
  }

  @Test
  void a_client_that_goes_away_stops_its_script() {
    double before =
        client.metric("tidegate_runs_total{outcome=\"cancelled\",reason=\"cancelled\"}");
    try (Client impatient = new Client(port)) {
      var running = impatient.sendLater(endless(impatient));
      await().atMost(PATIENCE).until(() -> client.metric("tidegate_runs_active") == 1);
      assertThat(running).isNotDone();
    }

    await()
        .atMost(PATIENCE)
        .until(() ->
            client.metric("tidegate_runs_total{outcome=\"cancelled\",reason=\"cancelled\"}")
                == before + 1);
  }

  @Test
  void more_runs_than_there_is_room_for_are_503_until_one_ends() {
    try (Client busy = new Client(port)) {
      var first = busy.sendLater(endless(busy));
      var second = busy.sendLater(endless(busy));
      await().atMost(PATIENCE).until(() -> client.metric("tidegate_runs_active") == 2);

      Answer answer = client.runLua("", "return 1");

      assertProblem(answer, 503, "no-room");
      assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
      assertThat(first).isNotDone();
      assertThat(second).isNotDone();
    }
    await().atMost(PATIENCE).until(() -> client.runLua("", "return 1").status() == 200);
  }

  private static HttpRequest.Builder endless(Client client) {
    return client
        .request("/v1/run?instructions=100000000000")
        .header("Content-Type", "text/x-lua")
        .POST(BodyPublishers.ofString(ENDLESS));
  }
}
