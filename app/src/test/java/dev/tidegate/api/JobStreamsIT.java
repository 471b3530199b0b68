package dev.tidegate.api;

import static dev.tidegate.api.Client.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.api.Client.Answer;
import dev.tidegate.api.StoreByHand.Hand;
import dev.tidegate.cli.TidegateService;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.StoreUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
    properties = {
      "tidegate.api.heartbeat=300ms",
      "tidegate.api.look-interval=100ms",
      "tidegate.api.open-per-actor=100",
      "tidegate.jobs.max-running=0"
    })
@Import(StoreByHand.class)
class JobStreamsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path directory;

  @LocalServerPort private int port;
  @Autowired private JobStore store;
  @Autowired private Hand hand;
  @Autowired private OpenRequests open;
  @Autowired private JsonMapper json;

  private Client alice;
  private NodeByHand node;

  @DynamicPropertySource
  static void actors(DynamicPropertyRegistry properties) throws IOException {
    ThreeActors.settle(properties, directory);
  }

  @BeforeEach
  void connect() {
    alice = new Client(port, ThreeActors.ALICE);
    node = new NodeByHand(store, json);
  }

  @AfterEach
  void disconnect() {
    hand.letGo();
    alice.close();
    await().atMost(PATIENCE).until(() -> open.count() == 0);
  }

  /** What the three fields of an event in a stream say. */
  private record Event(long id, String event, JsonNode data) {}

  @Test
  void the_log_is_a_line_an_entry_from_any_position_on() {
    String id = submitted();
    node.log(id, 250, 20);

    Answer all = alice.get("/v1/jobs/" + id + "/logs");
    assertThat(all.status()).isEqualTo(200);
    assertThat(all.header("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(all.header("X-Accel-Buffering")).isEqualTo("no");
    assertThat(seqs(all.response().body())).isEqualTo(upTo(1, 250));
    JsonNode line = json.readTree(all.response().body().lines().findFirst().orElseThrow());
    assertThat(line.path("level").asString()).isEqualTo("info");
    assertThat(line.path("message").asString()).startsWith("line 1 ");
    assertThat(seqs(logs(id, "?since=248"))).isEqualTo(upTo(249, 250));
    assertThat(logs(id, "?since=250")).isEmpty();
    assertThat(logs(id, "?since=9223372036854775807")).isEmpty();
    assertThat(seqs(logs(id, "?since=10&limit=3"))).isEqualTo(upTo(11, 13));
    assertThat(seqs(logs(id, "?limit=200"))).isEqualTo(upTo(1, 200));
    assertThat(seqs(logs(id, "?limit=5&follow"))).isEqualTo(upTo(1, 5));
  }

  @Test
  void a_log_is_followed_to_the_end_of_the_job() throws IOException {
    String id = submitted();
    HttpResponse<InputStream> stream =
        alice.stream(alice.request("/v1/jobs/" + id + "/logs?follow=true").GET());
    try (BufferedReader lines = reader(stream)) {
      assertThat(stream.statusCode()).isEqualTo(200);
      assertThat(lines.readLine()).as("a sign of life").isEmpty();

      node.log(id, 2, 20);
      assertThat(nextLine(lines)).contains("\"seq\":1,");
      assertThat(nextLine(lines)).contains("\"seq\":2,");
      node.again(id);
      node.start(id);
      node.log(id, 150, 20);
      node.succeed(id, "1");

      assertThat(seqs(String.join("\n", lines.lines().toList()))).isEqualTo(upTo(3, 152));
    }
  }

  @Test
  void events_tell_of_everything_in_order_up_to_the_end() {
    String id = eventful();

    HttpResponse<InputStream> stream =
        alice.stream(alice.request("/v1/jobs/" + id + "/events").GET());
    assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
    List<Event> events = events(stream);

    assertThat(events).extracting(Event::id).isEqualTo(upTo(1, events.size()));
    assertThat(events)
        .extracting(Event::event)
        .containsExactly(
            "state", "state", "log", "log", "connection", "state", "state", "log", "state");
    assertThat(events)
        .filteredOn(event -> event.event().equals("state"))
        .extracting(event -> event.data().path("state").asString())
        .containsExactly("queued", "running", "queued", "running", "succeeded");
    assertThat(events.get(5).data().at("/error/kind").asString()).isEqualTo("Unavailable");
    assertThat(events.get(4).data().path("change").asString()).isEqualTo("opened");
    assertThat(events.get(7).data().path("seq").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_stream_that_is_resumed_anywhere_goes_on_with_the_rest(boolean byHeader) {
    String id = eventful();
    List<Event> all = events(alice.stream(alice.request("/v1/jobs/" + id + "/events").GET()));

    for (int known = 0; known < all.size(); known++) {
      var request =
          byHeader
              ? alice
                  .request("/v1/jobs/" + id + "/events?since=1")
                  .header("Last-Event-ID", Integer.toString(known))
              : alice.request("/v1/jobs/" + id + "/events?since=" + known);
      assertThat(events(alice.stream(request.GET())))
          .as("after %d", known)
          .isEqualTo(all.subList(known, all.size()));
    }
    Answer over =
        alice.send(
            alice
                .request("/v1/jobs/" + id + "/events")
                .header("Last-Event-ID", Integer.toString(all.size()))
                .GET());
    assertThat(over.status()).as("what makes an EventSource stop").isEqualTo(204);
  }

  @Test
  void events_come_as_they_happen_and_silence_is_filled() throws IOException {
    String id = submitted();
    HttpResponse<InputStream> stream =
        alice.stream(alice.request("/v1/jobs/" + id + "/events").GET());
    try (BufferedReader lines = reader(stream)) {
      assertThat(lines.readLine()).isEqualTo("retry: 2000");
      assertThat(nextLine(lines)).isEqualTo("id: 1");
      assertThat(nextLine(lines)).isEqualTo("event: state");
      assertThat(nextLine(lines)).startsWith("data: {").contains("\"queued\"");
      assertThat(nextLine(lines)).as("a comment").isEqualTo(": ");
      node.start(id);
      assertThat(nextLine(lines, line -> !line.equals(": "))).isEqualTo("id: 2");
      node.succeed(id, "1");
      assertThat(lines.lines().toList()).contains("id: 3").last().isEqualTo("");
    }
  }

  @Test
  void a_stream_outlives_a_store_that_is_away_for_a_while() throws IOException {
    String id = submitted();
    HttpResponse<InputStream> stream =
        alice.stream(alice.request("/v1/jobs/" + id + "/events").GET());
    try (BufferedReader lines = reader(stream)) {
      assertThat(nextLine(lines, line -> line.startsWith("id"))).isEqualTo("id: 1");
      long before = hand.calls("events");
      hand.answer("events", _ -> away());
      hand.answer("find", _ -> away());
      await().atMost(PATIENCE).until(() -> hand.calls("events") > before + 8);
      hand.letGo();
      node.succeed(id, "1");

      assertThat(lines.lines().filter(line -> line.startsWith("id")).toList())
          .containsExactly("id: 2", "id: 3");
    }
  }

  @Test
  void a_stream_about_a_job_that_is_forgotten_ends() throws IOException {
    String id = submitted();
    node.start(id);
    HttpResponse<InputStream> stream =
        alice.stream(alice.request("/v1/jobs/" + id + "/logs?follow=true").GET());
    try (BufferedReader lines = reader(stream)) {
      hand.answer("find", _ -> CompletableFuture.completedFuture(Optional.empty()));

      assertThat(lines.lines().filter(line -> !line.isEmpty()).toList()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "logs?since=-1, /since",
    "logs?since=x, /since",
    "logs?limit=0, /limit",
    "logs?follow=maybe, /follow",
    "logs?tail=3, /tail",
    "events?since=1.5, /since",
    "events?last_event_id=3, /last_event_id",
  })
  void wrong_parameters_are_400(String below, String pointer) {
    Answer answer = alice.get("/v1/jobs/" + submitted() + "/" + below);

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.fault(pointer)).doesNotStartWith("no error at");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "1;2", "99999999999999999999"})
  void a_wrong_last_event_id_is_400(String text) {
    assertProblem(
        alice.send(
            alice
                .request("/v1/jobs/" + submitted() + "/events")
                .header("Last-Event-ID", text)
                .GET()),
        400,
        "invalid-request");
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.test, 403",
    "null, 403",
    "nonsense, 403",
    "http://127.0.0.1:1, 403",
    "http://127.0.0.1.evil.test:PORT, 403",
    "http://127.0.0.1:PORT, 200",
    "https://127.0.0.1:PORT, 200",
  })
  void pages_of_other_origins_read_no_stream(String origin, int status) {
    String id = eventful();
    for (String below : List.of("logs", "events")) {
      Answer answer =
          alice.send(
              alice
                  .request("/v1/jobs/" + id + "/" + below)
                  .header("Origin", origin.replace("PORT", Integer.toString(port)))
                  .GET());

      assertThat(answer.status()).as(below).isEqualTo(status);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void a_head_request_gets_no_stream() {
    Answer answer = alice.send(alice.request("/v1/jobs/" + submitted() + "/events").HEAD());

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void a_hundred_streams_get_everything_and_the_next_one_is_429() {
    String id = submitted();
    List<CompletableFuture<HttpResponse<String>>> streams =
        IntStream.range(0, 100)
            .mapToObj(i ->
                alice.sendLater(
                    alice
                        .request("/v1/jobs/" + id + (i % 2 == 0 ? "/events" : "/logs?follow"))
                        .GET()))
            .toList();
    await().atMost(PATIENCE).until(() -> open.count() == 100);

    Answer oneMore = alice.get("/v1/jobs/" + id + "/logs?follow");
    assertProblem(oneMore, 429, "actor-limit");
    assertThat(oneMore.header("Retry-After")).isEqualTo("1");
    assertThat(alice.get("/v1/jobs/" + id).status()).as("other requests go on").isEqualTo(200);
    node.log(id, 20, 20);
    node.succeed(id, "1");

    for (int i = 0; i < 100; i++) {
      String body = streams.get(i).orTimeout(30, TimeUnit.SECONDS).join().body();
      if (i % 2 == 0) {
        assertThat(body.lines().filter(line -> line.startsWith("id: "))).hasSize(23);
      } else {
        assertThat(seqs(body)).isEqualTo(upTo(1, 20));
      }
    }
  }

  @Test
  void a_client_that_goes_away_frees_its_place() throws IOException {
    String id = submitted();
    HttpResponse<InputStream> stream =
        alice.stream(alice.request("/v1/jobs/" + id + "/logs?follow").GET());
    assertThat(open.count()).isEqualTo(1);

    stream.body().close();

    await().atMost(PATIENCE).until(() -> open.count() == 0);
  }

  @Test
  void who_does_not_read_costs_a_few_pages_and_disturbs_nobody() throws IOException {
    String id = submitted();
    int pages = 300;
    for (int page = 0; page < pages / 10; page++) {
      node.log(id, 10 * LogPages.PAGE, 1000);
    }
    try (Socket idle = new Socket()) {
      idle.setReceiveBufferSize(1 << 12);
      idle.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      idle.getOutputStream()
          .write(
              """
              GET /v1/jobs/%s/logs?follow HTTP/1.1
              Host: 127.0.0.1:%d
              Authorization: Bearer %s

              """
                  .formatted(id, port, ThreeActors.ALICE)
                  .replace("\n", "\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      await().atMost(PATIENCE).until(() -> open.count() == 1);
      // 30 MB are there; what the system takes off our hands on a loopback connection is less.
      long read = settled("log");
      assertThat(read).as("pages that were read for who reads nothing").isBetween(1L, pages / 4L);

      String body = logs(id, "");
      assertThat(body.lines()).hasSize(pages * LogPages.PAGE);
      assertThat(hand.calls("log")).isBetween(read + pages, read + pages + 1);
      assertThat(open.count()).isEqualTo(1);
    }
    await().atMost(PATIENCE).until(() -> open.count() == 0);
  }

  /** How often a method has been called, once that has not changed for a while. */
  private long settled(String method) {
    long[] last = {-1};
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          long now = hand.calls(method);
          boolean same = now == last[0];
          last[0] = now;
          return same;
        });
    return last[0];
  }

  private String submitted() {
    Answer accepted =
        alice.send(
            alice
                .request("/v1/jobs?max_attempts=3")
                .header("Content-Type", "text/x-lua")
                .POST(BodyPublishers.ofString("return 1")));
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    return accepted.body().path("id").asString();
  }

  /** A job that has ended, with events of all kinds and two attempts. */
  private String eventful() {
    String id = submitted();
    node.log(id, 2, 20);
    node.connection(id, "{\"change\":\r\n\"opened\"}");
    node.again(id);
    node.log(id, 1, 20);
    node.succeed(id, "1");
    return id;
  }

  private String logs(String id, String query) {
    return alice.get("/v1/jobs/" + id + "/logs" + query).response().body();
  }

  private List<Event> events(HttpResponse<InputStream> stream) {
    assertThat(stream.statusCode()).isEqualTo(200);
    List<Event> events = new ArrayList<>();
    try (BufferedReader lines = reader(stream)) {
      assertThat(lines.readLine()).isEqualTo("retry: 2000");
      assertThat(lines.readLine()).isEmpty();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        long id = Long.parseLong(field(line, "id: "));
        String event = field(lines.readLine(), "event: ");
        JsonNode data = json.readTree(field(lines.readLine(), "data: "));
        assertThat(lines.readLine()).isEmpty();
        events.add(new Event(id, event, data));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return events;
  }

  private static String field(String line, String name) {
    assertThat(line).startsWith(name);
    return line.substring(name.length());
  }

  private static BufferedReader reader(HttpResponse<InputStream> stream) {
    return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
  }

  private static String nextLine(BufferedReader lines) throws IOException {
    return nextLine(lines, _ -> true);
  }

  /** The next line that is not empty and that is wanted. */
  private static String nextLine(BufferedReader lines, Predicate<String> wanted)
      throws IOException {
    String line = lines.readLine();
    while (line != null && (line.isEmpty() || !wanted.test(line))) {
      line = lines.readLine();
    }
    return String.valueOf(line);
  }

  private List<Long> seqs(String body) {
    return body.lines()
        .filter(line -> !line.isEmpty())
        .map(line -> json.readTree(line).path("seq").asLong())
        .toList();
  }

  private static List<Long> upTo(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  private static CompletableFuture<Object> away() {
    return CompletableFuture.failedFuture(
        new StoreUnavailableException("away", new IOException("away")));
  }
}
