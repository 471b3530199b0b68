package dev.tidegate.api;

import static dev.tidegate.api.Client.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.api.Client.Answer;
import dev.tidegate.api.StoreByHand.Hand;
import dev.tidegate.cli.TidegateService;
import dev.tidegate.job.Acceptance;
import dev.tidegate.job.JobState;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.StoreUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"tidegate.api.max-wait=2s", "tidegate.jobs.max-running=0"})
@Import(StoreByHand.class)
class JobsApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NO_JOB = "019a0000-0000-7000-8000-000000000000";

  @TempDir private static Path directory;

  @LocalServerPort private int port;
  @Autowired private JobStore store;
  @Autowired private Hand hand;
  @Autowired private OpenRequests open;
  @Autowired private JsonMapper json;

  private Client alice;
  private Client bob;
  private Client olga;
  private NodeByHand node;

  @DynamicPropertySource
  static void actors(DynamicPropertyRegistry properties) throws IOException {
    ThreeActors.settle(properties, directory);
  }

  @BeforeEach
  void connect() {
    alice = new Client(port, ThreeActors.ALICE);
    bob = new Client(port, ThreeActors.BOB);
    olga = new Client(port, ThreeActors.OLGA);
    node = new NodeByHand(store, json);
  }

  @AfterEach
  void disconnect() {
    hand.letGo();
    alice.close();
    bob.close();
    olga.close();
    await().atMost(PATIENCE).until(() -> open.count() == 0);
  }

  @Test
  void a_job_of_the_json_form_is_accepted_and_told_of_until_it_is_forgotten() {
    Answer accepted =
        submit(
            alice,
            """
            {"source": "return ...", "name": "prices", "input": {"a": 1},
             "labels": {"env": "dev"}, "limits": {"wall_time": "2h", "output": "64KiB"},
             "retry": {"max_attempts": 3, "backoff": "1m30s"}, "priority": -7}
            """);

    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    JsonNode job = accepted.body();
    String id = id(accepted);
    assertThat(UUID.fromString(id).version()).isEqualTo(7);
    assertThat(accepted.header("Location")).isEqualTo("/v1/jobs/" + id);
    assertThat(accepted.header("Preference-Applied")).isEmpty();
    assertThat(job.path("state").asString()).isEqualTo("queued");
    assertThat(job.path("name").asString()).isEqualTo("prices");
    assertThat(job.path("actor").asString()).isEqualTo("alice");
    assertThat(job.at("/labels/env").asString()).isEqualTo("dev");
    assertThat(job.at("/limits/wall_time").asString()).isEqualTo("2h");
    assertThat(job.path("max_attempts").asInt()).isEqualTo(3);
    assertThat(job.path("started_at").isNull()).isTrue();
    assertThat(job.has("logs")).isFalse();
    assertThat(alice.get("/v1/jobs/" + id).body()).isEqualTo(job);

    var claimed = node.start(id);
    assertThat(claimed.submission().input().toString()).isEqualTo("{\"a\": 1}");
    assertThat(claimed.retry().backoff()).isEqualTo(Duration.ofSeconds(90));
    assertThat(alice.get("/v1/jobs/" + id).body().path("state").asString()).isEqualTo("running");
    node.succeed(id, "{\"sum\": 3}");
    JsonNode ended = alice.get("/v1/jobs/" + id).body();
    assertThat(ended.path("state").asString()).isEqualTo("succeeded");
    assertThat(ended.at("/result/sum").asInt()).isEqualTo(3);
    assertThat(ended.path("finished_at").isNull()).isFalse();

    assertThat(delete(alice, id).status()).isEqualTo(204);
    assertProblem(alice.get("/v1/jobs/" + id), 404, "not-found");
    assertProblem(delete(alice, id), 404, "not-found");
  }

  @Test
  void a_job_of_the_text_form_has_the_rest_in_the_query() {
    Answer accepted =
        alice.post(
            "/v1/jobs?name=prices&label=env:dev&input=%7B%22a%22:1%7D&wall_time=24h"
                + "&max_attempts=5&backoff=250ms&priority=100",
            "text/x-lua", "return ...");

    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    var claimed = node.start(id(accepted));
    assertThat(claimed.retry().maxAttempts()).isEqualTo(5);
    assertThat(claimed.retry().backoff()).isEqualTo(Duration.ofMillis(250));
    assertThat(claimed.submission().limits().wallTime()).isEqualTo(Duration.ofHours(24));
    assertThat(claimed.submission().labels()).containsEntry("env", "dev");
    node.fail(id(accepted));
    JsonNode failed = alice.get("/v1/jobs/" + id(accepted)).body();
    assertThat(failed.at("/error/reason").asString()).isEqualTo("script");
    assertThat(failed.path("result").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'source': 'return 1', 'retry': 3}                      | /retry              | must be an"
            + " object",
        "{'source': 'return 1', 'retry': {'attempts': 2}}        | /retry/attempts     | is not a"
            + " known field",
        "{'source': 'return 1', 'retry': {'max_attempts': 0}}    | /retry/max_attempts | from 1 to"
            + " 100",
        "{'source': 'return 1', 'retry': {'max_attempts': 101}}  | /retry/max_attempts | from 1 to"
            + " 100",
        "{'source': 'return 1', 'retry': {'max_attempts': '2'}}  | /retry/max_attempts | must be a"
            + " whole number",
        "{'source': 'return 1', 'retry': {'max_attempts': 1.5}}  | /retry/max_attempts | must be a"
            + " whole number",
        "{'source': 'return 1', 'retry': {'max_attempts': 99999999999}} | /retry/max_attempts |"
            + " from 1 to 100",
        "{'source': 'return 1', 'retry': {'backoff': '61m'}}     | /retry/backoff      | must be at"
            + " most 1h",
        "{'source': 'return 1', 'retry': {'backoff': -1}}        | /retry/backoff      | must be"
            + " milliseconds",
        "{'source': 'return 1', 'retry': {'backoff': null}}      | /retry/backoff      | must be a"
            + " whole number",
        "{'source': 'return 1', 'priority': 101}                 | /priority           | from -100"
            + " to 100",
        "{'source': 'return 1', 'priority': 'high'}              | /priority           | must be a"
            + " whole number",
        "{'source': 'return 1', 'limits': {'wall_time': '25h'}}  | /limits/wall_time   | must be at"
            + " most 24h",
        "{'source': 'return 1', 'wait': 5}                       | /wait               | is not a"
            + " known field",
        "{}                                                      | /source             | is"
            + " missing",
      })
  void wrong_json_is_400_with_a_pointer(String body, String pointer, String message) {
    Answer answer = submit(alice, body.replace('\'', '"'));

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.fault(pointer)).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "?max_attempts=0, /max_attempts, from 1 to 100",
    "?max_attempts, /max_attempts, from 1 to 100",
    "?backoff=2h, /backoff, must be at most 1h",
    "?priority=-101, /priority, from -100 to 100",
    "?name, /name, 1 to 128 characters",
    "?label, /label, must be of the form key:value",
    "?retry=3, /retry, is not a known parameter",
  })
  void a_wrong_query_parameter_is_400_with_its_name(String query, String pointer, String message) {
    Answer answer = alice.post("/v1/jobs" + query, "text/x-lua", "return 1");

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.fault(pointer)).contains(message);
  }

  @Test
  void the_json_form_and_single_jobs_take_no_parameters() {
    assertProblem(
        alice.post("/v1/jobs?name=a", "application/json", "{\"source\": \"return 1\"}"),
        400,
        "invalid-request");
    assertProblem(alice.get("/v1/jobs/" + NO_JOB + "?wait=3"), 400, "invalid-request");
  }

  @Test
  void what_is_too_large_is_refused() {
    String megabyte = "x".repeat(1 << 20);

    assertProblem(submit(alice, "{\"source\": \"" + megabyte + "\"}"), 413, "too-large");
    assertProblem(
        submit(alice, "{\"source\": \"\", \"labels\": {\"a\": \"" + megabyte + "\"}}"),
        413,
        "too-large");
    String half = "x".repeat(1 << 19);
    Answer label = submit(alice, "{\"source\": \"\", \"labels\": {\"a\": \"" + half + "\"}}");
    assertProblem(label, 400, "invalid-request");
    assertThat(label.fault("/labels/a")).contains("at most 256 characters");
    assertThat(label.response().body()).hasSizeLessThan(1000);
  }

  @Test
  void a_script_that_is_not_lua_is_422_and_never_kept() {
    Answer answer = submit(alice, "{\"source\": \"local a\\nlocal b = = 2\", \"name\": \"bad\"}");

    assertProblem(answer, 422, "script-not-compiled");
    assertThat(answer.body().path("line").asInt()).isEqualTo(2);
    assertThat(answer.body().path("message").asString()).contains("unexpected symbol");
    assertThat(alice.get("/v1/jobs?name=bad").body().path("items")).isEmpty();
  }

  @Test
  void the_same_key_with_the_same_request_is_the_same_job() {
    String body = "{\"source\": \"return 1\", \"labels\": {\"a\": \"b\"}}";
    Answer first = submit(alice, body, "Idempotency-Key", "once");
    Answer second = submit(alice, body, "Idempotency-Key", "\"once\"");
    Answer third =
        alice.send(
            alice
                .request("/v1/jobs?label=a:b")
                .header("Content-Type", "text/x-lua")
                .header("Idempotency-Key", "once")
                .POST(BodyPublishers.ofString("return 1")));

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(id(second)).isEqualTo(id(first)).isEqualTo(id(third));
    assertThat(id(submit(bob, body, "Idempotency-Key", "once"))).isNotEqualTo(id(first));
    assertThat(id(submit(alice, body))).isNotEqualTo(id(first));

    node.succeed(id(first), "1");
    Answer ended = submit(alice, body, "Idempotency-Key", "once");
    assertThat(ended.status()).isEqualTo(200);
    assertThat(ended.body().path("result").asInt()).isEqualTo(1);
  }

  @Test
  void the_same_key_with_another_request_is_409() {
    Answer first = submit(alice, "{\"source\": \"return 1\"}", "Idempotency-Key", "twice");
    Answer second = submit(alice, "{\"source\": \"return 2\"}", "Idempotency-Key", "twice");

    assertProblem(second, 409, "idempotency-key-reused");
    assertThat(second.body().path("detail").asString()).contains(id(first));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "tab\tkey"})
  void what_is_no_key_is_400(String key) {
    assertProblem(
        submit(alice, "{\"source\": \"return 1\"}", "Idempotency-Key", key),
        400,
        "invalid-request");
  }

  @Test
  void who_waits_for_a_job_hears_of_its_end() throws Exception {
    String id = id(submit(alice, "{\"source\": \"return 1\"}"));
    CompletableFuture<HttpResponse<String>> waiting =
        alice.sendLater(alice.request("/v1/jobs/" + id).header("Prefer", "wait=2").GET());
    await().atMost(PATIENCE).until(() -> open.count() == 1);

    node.succeed(id, "42");

    HttpResponse<String> answer = waiting.get(30, TimeUnit.SECONDS);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"succeeded\"");
    assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=2");
  }

  @Test
  void a_job_that_ends_while_its_submission_waits_is_200_and_202_otherwise() throws Exception {
    CompletableFuture<HttpResponse<String>> waiting =
        alice.sendLater(
            alice
                .request("/v1/jobs?name=waited-for")
                .header("Content-Type", "text/x-lua")
                .header("Prefer", "respond-async, wait=600")
                .POST(BodyPublishers.ofString("return 1")));
    await().atMost(PATIENCE).until(() -> open.count() == 1);
    String id = alice.get("/v1/jobs?name=waited-for").body().at("/items/0/id").asString();
    node.succeed(id, "42");

    HttpResponse<String> answer = waiting.get(30, TimeUnit.SECONDS);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Location")).contains("/v1/jobs/" + id);
    assertThat(answer.headers().allValues("Preference-Applied")).containsExactly("wait=2");

    Answer other = submit(alice, "{\"source\": \"return 1\"}", "Prefer", "respond-async, wait=0");
    assertThat(other.status()).isEqualTo(202);
    assertThat(other.response().headers().allValues("Preference-Applied"))
        .containsExactly("respond-async");
  }

  @Test
  void a_wait_that_is_over_before_the_job_answers_with_the_job_as_it_is() {
    Answer answer = submit(alice, "{\"source\": \"return 1\"}", "Prefer", "wait=1");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
    assertThat(answer.body().path("state").asString()).isEqualTo("queued");
  }

  @Test
  void a_job_is_cancelled_once() {
    String id = id(submit(alice, "{\"source\": \"return 1\"}"));
    assertProblem(delete(alice, id), 409, "job-active");

    Answer cancelled = cancel(alice, id);

    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(cancelled.body().path("state").asString()).isEqualTo("cancelled");
    assertThat(cancelled.body().at("/error/reason").asString()).isEqualTo("cancelled");
    assertProblem(cancel(alice, id), 409, "job-ended");
    assertThat(delete(alice, id).status()).isEqualTo(204);
  }

  @Test
  void a_job_that_runs_is_asked_to_stop() {
    String id = id(submit(alice, "{\"source\": \"return 1\"}"));
    node.start(id);

    Answer cancelled = cancel(alice, id);

    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(cancelled.body().path("state").asString()).isEqualTo("running");
    assertThat(store.cancelled("by-hand").toCompletableFuture().join())
        .anyMatch(asked -> asked.toString().equals(id));
    assertThat(cancel(alice, id).status()).isEqualTo(202);
    assertThat(node.state(id)).isEqualTo(JobState.RUNNING);
  }

  @Test
  void another_actor_finds_nothing_and_changes_nothing() {
    String id = id(submit(alice, "{\"source\": \"return 1\", \"name\": \"private\"}"));

    for (String below : List.of("", "/logs", "/logs?follow=true", "/events", "/connections")) {
      Answer others = bob.get("/v1/jobs/" + id + below);
      assertProblem(others, 404, "not-found");
      assertThat(others.response().body())
          .as("as if it had never been")
          .isEqualTo(bob.get("/v1/jobs/" + NO_JOB + below).response().body());
    }
    assertProblem(cancel(bob, id), 404, "not-found");
    assertProblem(delete(bob, id), 404, "not-found");
    assertThat(bob.get("/v1/jobs?name=private").body().path("items")).isEmpty();
    assertProblem(bob.get("/v1/jobs?actor=alice"), 403, "forbidden");
    Answer all = bob.get("/v1/jobs?actor=*");
    assertProblem(all, 403, "forbidden");
    assertThat(all.body().path("detail").asString()).contains("job.read");
    assertThat(node.state(id)).isEqualTo(JobState.QUEUED);
  }

  @Test
  void whom_policies_allow_it_sees_the_jobs_of_others_and_stops_them() {
    String id = id(submit(alice, "{\"source\": \"return 1\", \"name\": \"public\"}"));

    assertThat(olga.get("/v1/jobs/" + id).status()).isEqualTo(200);
    assertThat(olga.get("/v1/jobs?actor=alice&name=public").body().at("/items/0/id").asString())
        .isEqualTo(id);
    assertThat(olga.get("/v1/jobs?actor=*&name=public").body().at("/items/0/id").asString())
        .isEqualTo(id);
    assertThat(olga.get("/v1/jobs?name=public").body().path("items")).isEmpty();
    assertThat(cancel(olga, id).status()).isEqualTo(202);
    assertThat(delete(olga, id).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "nonsense",
        "019a0000-0000-4000-8000-000000000000",
        "019A0000-0000-7000-8000-000000000000",
        "%7B%7D",
        "%D9%A3",
        "019a0000-0000-7000-8000-000000000000'--",
      })
  void what_is_no_id_is_404(String id) {
    for (String below : List.of("", "/logs", "/events", "/connections")) {
      assertProblem(alice.get("/v1/jobs/" + id + below), 404, "not-found");
    }
    assertProblem(cancel(alice, id), 404, "not-found");
    assertProblem(delete(alice, id), 404, "not-found");
  }

  @Test
  void pages_go_on_where_the_last_one_ended_whatever_comes_in_between() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ids.addFirst(id(submit(alice, "{\"source\": \"return 1\", \"name\": \"paged\"}")));
    }

    List<String> seen = new ArrayList<>();
    String next = "/v1/jobs?name=paged&limit=3";
    while (!next.isEmpty()) {
      Answer page = alice.get(next);
      assertThat(page.status()).as(page.response().body()).isEqualTo(200);
      seen.addAll(ids(page));
      submit(alice, "{\"source\": \"return 1\", \"name\": \"paged\"}");
      String cursor = page.body().path("next_cursor").asString("");
      String link = page.header("Link");
      if (cursor.isEmpty()) {
        assertThat(page.body().path("next_cursor").isNull()).isTrue();
        assertThat(link).isEmpty();
        next = "";
      } else {
        assertThat(link).startsWith("</v1/jobs?").endsWith(">; rel=\"next\"").contains(cursor);
        next = link.substring(1, link.indexOf('>'));
      }
    }

    assertThat(seen).isEqualTo(ids);
  }

  @Test
  void a_list_is_filtered_by_name_state_and_labels_and_shows_no_results() {
    String one =
        id(
            submit(
                alice,
                "{\"source\": \"\", \"name\": \"f\", \"labels\": {\"a\": \"1\", \"b\": \"x:y\"}}"));
    String two =
        id(submit(alice, "{\"source\": \"\", \"name\": \"f\", \"labels\": {\"a\": \"1\"}}"));
    node.succeed(one, "\"secret result\"");

    Answer all = alice.get("/v1/jobs?name=f");
    assertThat(ids(all)).containsExactly(two, one);
    assertThat(all.response().body()).doesNotContain("secret result", "\"logs\"");
    assertThat(all.body().at("/items/0").has("result")).isFalse();
    assertThat(all.body().at("/items/1/state").asString()).isEqualTo("succeeded");
    assertThat(ids(alice.get("/v1/jobs?name=f&state=succeeded"))).containsExactly(one);
    assertThat(ids(alice.get("/v1/jobs?name=f&label=a:1"))).containsExactly(two, one);
    assertThat(ids(alice.get("/v1/jobs?name=f&label=a:1&label=b:x:y"))).containsExactly(one);
    assertThat(ids(alice.get("/v1/jobs?name=f&label=a:2"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, /limit, from 1 to 100",
    "limit=101, /limit, from 1 to 100",
    "limit=ten, /limit, from 1 to 100",
    "limit=1&limit=2, /limit, is there twice",
    "state=done, /state, 'queued, running, succeeded'",
    "label=nonsense, /label, must be of the form key:value",
    "label=a%20b:c, /label, must be of the form key:value",
    "label=a:1&label=a:2, /label, is there twice",
    "name, /name, is not what a job can be called",
    "cursor, /cursor, must be one that an answer had",
    "cursor=AQAAAAAAAAAAAAAAAAAAAAA, /cursor, must be one that an answer had",
    "cursor=1%27%20or%201=1, /cursor, must be one that an answer had",
    "actor, /actor, must be an actor's id",
    "colour=red, /colour, is not a known parameter",
  })
  void a_wrong_list_is_400_with_the_parameter(String query, String pointer, String message) {
    Answer answer = alice.get("/v1/jobs?" + query);

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.fault(pointer)).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "400 ! POST /v1/jobs HTTP/1.1~Content-Length: 8~Content-Length: 9~~return 11",
        "400 ! POST /v1/jobs HTTP/1.1~Content-Length: 8~Transfer-Encoding: chunked~~0~~",
        "400 ! POST /v1/jobs HTTP/1.1~Content-Length: -5~~",
        "400 ! POST /v1/jobs HTTP/1.1~Content-Length: 1x~~a",
        "400 ! GET /v1/jobs?label=%zz HTTP/1.1~~",
        "400 ! GET /v1/jobs?label=a|b HTTP/1.1~~",
        "400 ! GET /v1/jobs HTTP/1.1~Bad Name: x~~",
        "400 ! GARBAGE~~",
        "414 ! GET /v1/jobs?name=LONG HTTP/1.1~~",
        "431 ! GET /v1/jobs HTTP/1.1~X: LONG~~",
      })
  void what_is_not_http_is_refused_by_status_alone(int status, String text) throws IOException {
    String request =
        text.replaceFirst(
                "~", "~Host: x~Connection: close~Authorization: Bearer " + ThreeActors.ALICE + "~")
            .replace("LONG", "y".repeat(9_000))
            .replace("~", "\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

      List<String> head = new ArrayList<>();
      try (Scanner answer =
          new Scanner(socket.getInputStream(), StandardCharsets.US_ASCII).useDelimiter("\r\n")) {
        answer.forEachRemaining(head::add);
      }
      assertThat(head.getFirst()).startsWith("HTTP/1.1 " + status + " ");
      assertThat(head).contains("content-length: 0").last().isEqualTo("");
    }
    assertThat(alice.get("/v1/jobs?limit=1").status()).as("others are served").isEqualTo(200);
  }

  @Test
  void connections_of_a_job_whose_node_does_not_answer_are_said_to_be_unknown() {
    String id = id(submit(alice, "{\"source\": \"return 1\"}"));

    Answer queued = alice.get("/v1/jobs/" + id + "/connections");
    assertThat(queued.response().body())
        .isEqualTo("{\"items\":[],\"complete\":true,\"reason\":null}");
    node.start(id);
    assertThat(alice.get("/v1/jobs/" + id + "/connections").response().body())
        .isEqualTo("{\"items\":[],\"complete\":false,\"reason\":\"no_answer\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/" + NO_JOB, "/" + NO_JOB + "/logs", "/" + NO_JOB + "/events"})
  void a_store_that_is_away_is_503_and_may_be_asked_again(String below) {
    hand.answer("find", _ -> away());
    hand.answer("list", _ -> away());

    Answer answer = alice.get("/v1/jobs" + below);

    assertProblem(answer, 503, "store-unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.response().body()).doesNotContain("disk on fire");
  }

  @Test
  void a_submission_that_could_not_be_kept_says_so() {
    hand.answer("accept", _ -> away());

    assertProblem(submit(alice, "{\"source\": \"return 1\"}"), 503, "store-unavailable");
  }

  @Test
  void a_job_that_was_kept_is_202_even_if_the_store_goes_away_while_it_is_waited_for() {
    hand.answer("find", _ -> away());

    Answer answer = submit(alice, "{\"source\": \"return 1\"}", "Prefer", "wait=2");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Preference-Applied")).isEmpty();
  }

  @Test
  void too_many_queued_jobs_are_429_of_the_actor_and_503_of_the_store() {
    hand.answer("accept", _ -> full(Acceptance.Whose.ACTOR));
    Answer actors = submit(alice, "{\"source\": \"return 1\"}");
    assertProblem(actors, 429, "actor-limit");
    assertThat(actors.header("Retry-After")).isEqualTo("5");

    hand.answer("accept", _ -> full(Acceptance.Whose.STORE));
    Answer stores = submit(alice, "{\"source\": \"return 1\"}");
    assertProblem(stores, 503, "no-room");
    assertThat(stores.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void a_client_that_goes_away_leaves_its_job_and_no_wait() throws IOException {
    try (Client impatient = new Client(port, ThreeActors.ALICE)) {
      var waiting =
          impatient.sendLater(
              impatient
                  .request("/v1/jobs?name=left")
                  .header("Content-Type", "text/x-lua")
                  .header("Prefer", "wait=2")
                  .POST(BodyPublishers.ofString("return 1")));
      await().atMost(PATIENCE).until(() -> open.count() == 1);
      assertThat(waiting).isNotDone();
    }

    await().atMost(PATIENCE).until(() -> open.count() == 0);
    assertThat(ids(alice.get("/v1/jobs?name=left"))).hasSize(1);
  }

  private static CompletableFuture<Object> away() {
    return CompletableFuture.failedFuture(
        new StoreUnavailableException("disk on fire", new IOException("at /dev/sda")));
  }

  private static CompletableFuture<Object> full(Acceptance.Whose whose) {
    return CompletableFuture.completedFuture(new Acceptance.QueueFull(whose, 5));
  }

  private static Answer submit(Client client, String body, String... headers) {
    var request = client.request("/v1/jobs").header("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.POST(BodyPublishers.ofString(body)));
  }

  private static Answer cancel(Client client, String id) {
    return client.send(client.request("/v1/jobs/" + id + "/cancel").POST(BodyPublishers.noBody()));
  }

  private static Answer delete(Client client, String id) {
    return client.send(client.request("/v1/jobs/" + id).DELETE());
  }

  private static String id(Answer accepted) {
    assertThat(accepted.status()).as(accepted.response().body()).isIn(200, 202);
    return accepted.body().path("id").asString();
  }

  private static List<String> ids(Answer page) {
    return StreamSupport.stream(page.body().path("items").spliterator(), false)
        .map(item -> item.path("id").asString())
        .toList();
  }
}
