package dev.tidegate.cli;

import static dev.tidegate.telemetry.TraceCollector.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.api.Client;
import dev.tidegate.api.Client.Answer;
import dev.tidegate.telemetry.StructuredLog;
import dev.tidegate.telemetry.TraceCollector;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The traces that a collector gets of requests, jobs and connections. */
@SpringBootTest(
    classes = TidegateService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "tidegate.access.token=" + Client.TOKEN,
      "tidegate.websocket.trace-headers=true",
      "management.tracing.sampling.probability=1",
      "management.opentelemetry.tracing.export.schedule-delay=50ms"
    })
@ActiveProfiles("dev")
class TracesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CALLER = "00f067aa0ba902b7";
  private static final TraceCollector COLLECTOR = new TraceCollector();
  private static final SplittableRandom RANDOM = new SplittableRandom();

  @LocalServerPort private int port;
  private Client client;

  /** The trace of the test's own caller. */
  private final String trace = "%016x%016x".formatted(RANDOM.nextLong(), 1 + RANDOM.nextInt(9));

  private final ConcurrentLinkedQueue<String> handshakes = new ConcurrentLinkedQueue<>();
  private final DisposableServer peer =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .route(routes ->
              routes
                  .ws(
                      "/feed",
                      (in, out) -> {
                        handshakes.add(String.valueOf(in.headers().get("traceparent")));
                        return out.sendString(Mono.just("hello"));
                      })
                  .get("/refuse", (_, response) -> response.status(403).send()))
          .bindNow(PATIENCE);

  @DynamicPropertySource
  static void settle(DynamicPropertyRegistry properties) {
    properties.add("management.opentelemetry.tracing.export.otlp.endpoint", COLLECTOR::endpoint);
  }

  @BeforeEach
  void connect() {
    client = new Client(port);
    COLLECTOR.answer(200);
  }

  @AfterEach
  void disconnect() {
    client.close();
    peer.disposeNow(PATIENCE);
  }

  @AfterAll
  static void stopCollector() {
    COLLECTOR.close();
  }

  private Answer send(String path, String script, @Nullable String flags) {
    var request =
        client
            .request(path)
            .header("Content-Type", "text/x-lua")
            .header("Prefer", "wait=30")
            .POST(BodyPublishers.ofString(script.replace("PEER", "ws://127.0.0.1:" + peer.port())));
    if (flags != null) {
      request.header("traceparent", "00-" + trace + "-" + CALLER + "-" + flags);
    }
    Answer answer = client.send(request);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer;
  }

  private static final String TALK =
      """
      local c = assert(websocket.connect("PEER/feed?token=c4n4ry"))
      local heard = c:channel():receive().data
      c:close()
      return heard
      """;

  private List<Span> spans(String ofTrace) {
    return COLLECTOR.spans().stream()
        .filter(span -> hex(span.getTraceId()).equals(ofTrace))
        .toList();
  }

  /** The only span of that name in the test's trace, once it is there. */
  private Span span(String name) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> spans(trace).stream().filter(span -> span.getName().equals(name)).toList(),
            found -> !found.isEmpty())
        .getFirst();
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, pair -> text(pair.getValue())));
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      default -> value.toString();
    };
  }

  private static Map<String, String> attributes(Span span) {
    return attributes(span.getAttributesList());
  }

  @Test
  void a_job_is_a_child_of_the_request_it_came_with_and_a_connection_of_the_job() {
    String id = send("/v1/jobs", TALK, "01").body().path("id").asString();

    Span connection = span("websocket connection");
    Span job = span("run job");
    Span request = span("http post /v1/jobs");
    assertThat(hex(request.getParentSpanId())).isEqualTo(CALLER);
    assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(job.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(job.getLinksList())
        .singleElement()
        .satisfies(link -> {
          assertThat(link.getTraceId()).isEqualTo(request.getTraceId());
          assertThat(link.getSpanId()).isEqualTo(request.getSpanId());
        });
    assertThat(attributes(job))
        .containsEntry("tidegate.job.id", id)
        .containsEntry("tidegate.job.attempt", "1")
        .containsEntry("tidegate.job.state", "succeeded")
        .containsKeys("tidegate.actor", "tidegate.job.instructions");
    assertThat(job.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    assertThat(connection.getParentSpanId()).isEqualTo(job.getSpanId());
    assertThat(connection.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(attributes(connection))
        .containsEntry("tidegate.job.id", id)
        .containsEntry("url.full", "ws://127.0.0.1:" + peer.port() + "/feed")
        .containsEntry("server.address", "127.0.0.1")
        .containsEntry("server.port", Integer.toString(peer.port()))
        .containsEntry("tidegate.websocket.compressed", "false")
        .containsEntry("tidegate.websocket.received.messages", "1")
        .containsEntry("tidegate.websocket.received.bytes", "5")
        .containsEntry("tidegate.websocket.sent.messages", "0");
    assertThat(connection.getEventsList())
        .extracting(Span.Event::getName)
        .containsExactly("address resolved", "connected", "upgraded");
    assertThat(connection.getEventsList())
        .extracting(Span.Event::getTimeUnixNano)
        .isSorted()
        .allMatch(time ->
            time >= connection.getStartTimeUnixNano()
                && time <= connection.getEndTimeUnixNano() + 1_000_000_000L);
    assertThat(handshakes)
        .containsExactly("00-" + trace + "-" + hex(connection.getSpanId()) + "-01");
    assertThat(COLLECTOR.text()).doesNotContain("c4n4ry");
  }

  @Test
  void a_script_that_is_run_at_once_is_in_the_trace_of_its_request() {
    send("/v1/run", TALK, "01");

    Span job = span("run job");
    assertThat(job.getParentSpanId()).isEqualTo(span("http post /v1/run").getSpanId());
    assertThat(span("websocket connection").getParentSpanId()).isEqualTo(job.getSpanId());
  }

  @Test
  void a_job_without_a_caller_has_a_trace_of_its_own() {
    String id = send("/v1/jobs", "return 1", null).body().path("id").asString();

    Span job =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    COLLECTOR.spans().stream()
                        .filter(span -> id.equals(attributes(span).get("tidegate.job.id")))
                        .toList(),
                found -> !found.isEmpty())
            .getFirst();
    assertThat(job.getParentSpanId().isEmpty()).isFalse();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(spans(hex(job.getTraceId())))
                .extracting(Span::getName)
                .contains("http post /v1/jobs"));
  }

  @Test
  void what_a_caller_does_not_want_recorded_is_not_recorded() {
    send("/v1/jobs", TALK, "00");
    assertThat(handshakes).singleElement().asString().startsWith("00-" + trace).endsWith("-00");

    // Later ones are there, so those would be.
    String later = send("/v1/jobs", "return 1", null).body().path("id").asString();
    await()
        .atMost(PATIENCE)
        .until(() ->
            COLLECTOR.spans().stream()
                .anyMatch(span -> later.equals(attributes(span).get("tidegate.job.id"))));
    assertThat(spans(trace)).isEmpty();
  }

  @Test
  void a_failure_says_of_which_kind_it_is_and_not_what_the_script_says() {
    send(
        "/v1/jobs",
        """
        local _, refused = websocket.connect("PEER/refuse")
        websocket.connect("ws://127.0.0.1:1/nobody")
        websocket.connect("wss://example.com:8443/elsewhere?token=c4n4ry")
        error("the c4n4ry sings")
        """,
        "01");

    Span job = span("run job");
    assertThat(attributes(job))
        .containsEntry("error.type", "script")
        .containsEntry("tidegate.job.state", "failed");
    assertThat(job.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(job.getEventsList())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getName()).isEqualTo("connection denied");
          assertThat(attributes(event.getAttributesList()))
              .containsEntry("tidegate.denied.rule", "url_policy")
              .containsEntry("url.full", "wss://example.com:8443/elsewhere");
        });
    assertThat(spans(trace))
        .filteredOn(span -> span.getName().equals("websocket connection"))
        .extracting(span -> attributes(span).get("error.type"))
        .containsExactlyInAnyOrder("handshake", "tcp");
    assertThat(COLLECTOR.text()).doesNotContain("c4n4ry");
  }

  @Test
  void lines_of_the_log_say_which_trace_they_belong_to() {
    try (StructuredLog log = new StructuredLog()) {
      send("/v1/jobs", "websocket.connect('ws://127.0.0.1:1/logged')", "01");

      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(
                      log.text()
                          .lines()
                          .filter(line -> line.contains("to ws://127.0.0.1:1/logged")))
                  .singleElement()
                  .asString()
                  .contains("\"trace\":{\"id\":\"" + trace + "\"}"));
    }
  }

  @Test
  void whoever_asks_how_the_service_is_leaves_no_trace() {
    client.get("/actuator/health");
    client.get("/actuator/prometheus");
    send("/v1/run", "return 1", "01");

    span("run job");
    assertThat(COLLECTOR.spans())
        .noneMatch(span -> span.getName().contains("actuator"))
        .noneMatch(span -> span.getName().contains("security"));
  }

  @Test
  void what_becomes_of_spans_is_counted() {
    COLLECTOR.answer(400);
    double failed = client.metric("tidegate_trace_spans_total{result=\"failed\"}");
    send("/v1/run", "return 1", null);
    await()
        .atMost(PATIENCE)
        .until(() -> client.metric("tidegate_trace_spans_total{result=\"failed\"}") > failed);

    COLLECTOR.answer(200);
    double exported = client.metric("tidegate_trace_spans_total{result=\"exported\"}");
    send("/v1/run", "return 1", null);
    await()
        .atMost(PATIENCE)
        .until(() -> client.metric("tidegate_trace_spans_total{result=\"exported\"}") > exported);
    assertThat(client.metric("tidegate_trace_spans_total{result=\"ended\"}"))
        .isGreaterThan(exported);
  }
}
