package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.cli.TidegateService;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told of a job through all of its attempts, as clients of the API read it. */
@Timeout(180)
abstract class JobHistoryContract {

  static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String TOKEN = "a-token-for-the-tests";
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Writes its log, and goes on when its peer says something; the first connection hears nothing.
   */
  private static final String SCRIPT =
      """
      local url = ...
      local client = assert(websocket.connect(url))
      for line = 1, 150 do
        print("line " .. line)
      end
      client:send("here")
      local message, ok = client:channel():receive()
      if not ok then
        return nil, errors.new({ message = "cut off" })
      end
      client:close()
      return message.data
      """;

  private final List<ConfigurableApplicationContext> services = new ArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final DisposableServer peer =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .route(routes ->
              routes.ws(
                  "/feed",
                  (in, out) -> {
                    boolean silent = connections.incrementAndGet() == 1;
                    return out.sendString(
                            in.receiveFrames()
                                .ofType(TextWebSocketFrame.class)
                                .map(TextWebSocketFrame::text)
                                .filter(_ -> !silent)
                                .map(_ -> "go on"))
                        .then();
                  }))
          .bindNow();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The properties that lead to this test's database. */
  abstract List<String> database();

  @AfterEach
  void stop() {
    services.forEach(ConfigurableApplicationContext::close);
    http.close();
    peer.disposeNow();
  }

  /** What the three fields of an event in a stream say. */
  record Event(long id, String kind, JsonNode data) {}

  @Test
  void a_reader_goes_on_after_a_restart_where_the_service_stopped_in_the_middle_of_the_job()
      throws Exception {
    ConfigurableApplicationContext first = start();
    String id = submit(first, 2);
    Reader events = new Reader(first, "/v1/jobs/" + id + "/events");
    Reader log = new Reader(first, "/v1/jobs/" + id + "/logs?follow");
    CompletableFuture<HttpResponse<String>> waiting =
        http.sendAsync(
            request(first, "/v1/jobs/" + id).header("Prefer", "wait=60").build(),
            BodyHandlers.ofString());
    await().atMost(PATIENCE).until(() -> log(first, id, 0).size() == 150);

    first.close();

    List<Event> before = events(events.lines());
    List<JsonNode> written = entries(log.lines());
    assertThat(events.lines()).anyMatch(line -> line.startsWith(": this node is being stopped"));
    JsonNode last = JSON.readTree(waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body());
    assertThat(last.path("state").asString()).isIn("running", "queued");

    ConfigurableApplicationContext next = start();
    List<Event> all = new ArrayList<>(before);
    all.addAll(
        events(new Reader(next, "/v1/jobs/" + id + "/events", before.getLast().id()).lines()));
    written.addAll(
        entries(
            new Reader(
                    next, "/v1/jobs/" + id + "/logs?follow&since=" + written.getLast().path("seq"))
                .lines()));

    assertHistory(all);
    assertThat(all).isEqualTo(events(new Reader(next, "/v1/jobs/" + id + "/events").lines()));
    assertThat(written).isEqualTo(log(next, id, 0));
    assertLog(written);
  }

  /** Two attempts of the script: the first interrupted, the second to its end. */
  static void assertHistory(List<Event> events) {
    assertThat(events).extracting(Event::id).isEqualTo(upTo(events.size()));
    assertThat(events)
        .filteredOn(event -> event.kind().equals("state"))
        .extracting(event -> event.data().path("state").asString() + event.data().path("attempt"))
        .containsExactly("queued1", "running1", "queued2", "running2", "succeeded2");
    assertThat(
            events.stream()
                .filter(event -> event.data().path("state").asString().equals("queued"))
                .map(event -> event.data().at("/error/reason").asString()))
        .containsExactly("", "interrupted");
    // What the first attempt left open may be closed too late to be told.
    List<String> story =
        events.stream()
            .filter(event -> !event.data().path("by").asString().equals("drain"))
            .map(JobHistoryContract::word)
            .toList();
    assertThat(compact(story))
        .containsExactly(
            "queued",
            "running",
            "opened",
            "log",
            "queued",
            "running",
            "opened",
            "log",
            "closed",
            "succeeded");
    List<JsonNode> changes =
        events.stream()
            .filter(event -> event.kind().equals("connection"))
            .map(Event::data)
            .toList();
    assertThat(changes.getLast().path("by").asString()).isEqualTo("local");
    assertThat(changes.getLast().path("code").asInt()).isEqualTo(1000);
    assertThat(changes.getLast().path("connection"))
        .as("the connection of the second attempt")
        .isEqualTo(changes.get(changes.size() - 2).path("connection"))
        .isNotEqualTo(changes.getFirst().path("connection"));
    List<JsonNode> log =
        events.stream().filter(event -> event.kind().equals("log")).map(Event::data).toList();
    assertLog(log);
  }

  private static String word(Event event) {
    JsonNode data = event.data();
    return switch (event.kind()) {
      case "state" -> data.path("state").asString();
      case "connection" -> data.path("change").asString();
      default -> event.kind();
    };
  }

  /** The same without what is there again right after itself. */
  private static List<String> compact(List<String> words) {
    List<String> compact = new ArrayList<>();
    for (String word : words) {
      if (compact.isEmpty() || !compact.getLast().equals(word)) {
        compact.add(word);
      }
    }
    return compact;
  }

  static void assertLog(List<JsonNode> entries) {
    assertThat(entries).extracting(entry -> entry.path("seq").asLong()).isEqualTo(upTo(300));
    assertThat(entries.get(149).path("message").asString()).isEqualTo("line 150");
    assertThat(entries.get(150).path("message").asString()).isEqualTo("line 1");
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  ConfigurableApplicationContext start(String... properties) {
    List<String> arguments = new ArrayList<>(database());
    arguments.addAll(
        List.of(
            "--server.port=0",
            "--spring.profiles.active=dev",
            "--tidegate.access.token=" + TOKEN,
            "--tidegate.drain.grace=0s",
            "--tidegate.jobs.poll-interval=200ms"));
    arguments.addAll(List.of(properties));
    ConfigurableApplicationContext service =
        new SpringApplicationBuilder(TidegateService.class)
            .initializers((GenericApplicationContext context) ->
                context.registerBean(ReactorResourceFactory.class, JobHistoryContract::ownThreads))
            .run(arguments.toArray(String[]::new));
    services.add(service);
    return service;
  }

  /** A service that stops ends the threads of its server, and with them those of all that share. */
  private static ReactorResourceFactory ownThreads() {
    ReactorResourceFactory own = new ReactorResourceFactory();
    own.setUseGlobalResources(false);
    own.setShutdownQuietPeriod(Duration.ZERO);
    return own;
  }

  String submit(ConfigurableApplicationContext service, int attempts) throws Exception {
    Map<String, ?> job =
        Map.of(
            "source",
            SCRIPT,
            "input",
            "ws://127.0.0.1:" + peer.port() + "/feed",
            "retry",
            Map.of("max_attempts", attempts, "backoff", "10ms"));
    HttpResponse<String> answer =
        http.send(
            request(service, "/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(job)))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body()).path("id").asString();
  }

  JsonNode get(ConfigurableApplicationContext service, String path) throws Exception {
    HttpResponse<String> answer =
        http.send(request(service, path).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  List<JsonNode> log(ConfigurableApplicationContext service, String id, long since)
      throws Exception {
    return entries(new Reader(service, "/v1/jobs/" + id + "/logs?since=" + since).lines());
  }

  private static HttpRequest.Builder request(ConfigurableApplicationContext service, String path) {
    return HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:"
                    + service.getEnvironment().getRequiredProperty("local.server.port")
                    + path))
        .header("Authorization", "Bearer " + TOKEN);
  }

  static List<Event> events(List<String> lines) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("id: ")) {
        events.add(
            new Event(
                Long.parseLong(lines.get(i).substring("id: ".length())),
                lines.get(i + 1).substring("event: ".length()),
                JSON.readTree(lines.get(i + 2).substring("data: ".length()))));
      }
    }
    return events;
  }

  static List<JsonNode> entries(List<String> lines) {
    return new ArrayList<>(
        lines.stream().filter(line -> !line.isEmpty()).map(JSON::readTree).toList());
  }

  /** Reads a stream up to its end, which must be a proper one. */
  final class Reader {

    private final CompletableFuture<List<String>> all;

    Reader(ConfigurableApplicationContext service, String path) {
      this(service, path, 0);
    }

    /** Resumes after an event. */
    Reader(ConfigurableApplicationContext service, String path, long lastEvent) {
      all =
          http.sendAsync(
                  request(service, path).header("Last-Event-ID", Long.toString(lastEvent)).build(),
                  BodyHandlers.ofLines())
              .thenApplyAsync(answer -> {
                assertThat(answer.statusCode()).isEqualTo(200);
                try (Stream<String> lines = answer.body()) {
                  return lines.toList();
                }
              });
    }

    List<String> lines() throws Exception {
      try {
        return all.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException failed) {
        throw new AssertionError("the stream did not end as it should", failed);
      }
    }
  }
}
