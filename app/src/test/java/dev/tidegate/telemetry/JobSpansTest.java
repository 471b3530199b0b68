package dev.tidegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobDocument.Allowance;
import dev.tidegate.job.JobDocument.Consumption;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobListener;
import dev.tidegate.job.JobState;
import dev.tidegate.job.Source;
import dev.tidegate.job.Submission;
import dev.tidegate.job.TraceParent;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import dev.tidegate.websocket.ConnectFailure;
import dev.tidegate.websocket.ConnectionEvents.Abandoned;
import dev.tidegate.websocket.ConnectionEvents.Denied;
import dev.tidegate.websocket.ConnectionIdentity;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans of attempts and connections, where a whole service would not come to it. */
class JobSpansTest {

  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Actor ACTOR = new Actor("alice", Metadata.EMPTY, Set.of("default"));
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(30), 1_000, 1 << 20, 2_000, 3_000, 4, 5, 6, 7, 8_000);

  private final List<SpanData> ended = new CopyOnWriteArrayList<>();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(new Keeping(ended)))
          .build();
  private final JobSpans jobs = new JobSpans(provider.get("test"));
  private final ConnectionSpans connections =
      new ConnectionSpans(provider.get("test"), jobs, InstantSource.fixed(NOW));
  private final JobId id = JobId.at(NOW, new Random(3));

  private record Keeping(List<SpanData> kept) implements SpanExporter {

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      kept.addAll(spans);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private void start(int attempt, @Nullable TraceParent trace) {
    jobs.started(
        new JobListener.Start(
            id,
            attempt,
            new Submission(
                ACTOR, Source.of("return 1"), null, Json.NULL, Map.of(), LIMITS, trace)));
  }

  private void end(int attempt) {
    jobs.ended(
        new JobDocument(
            id,
            null,
            JobState.SUCCEEDED,
            "alice",
            Map.of(),
            NOW,
            NOW,
            NOW,
            attempt,
            3,
            Json.NULL,
            null,
            Allowance.of(LIMITS),
            Consumption.NONE,
            null));
  }

  private ConnectionIdentity connection() {
    return new ConnectionIdentity(
        UUID.randomUUID(),
        id.toString(),
        ACTOR,
        ((TargetUrl.Parse.Parsed) TargetUrl.parse("wss://feed.example.com/prices?key=secret"))
            .url(),
        Metadata.EMPTY,
        List.of());
  }

  @Test
  void an_attempt_whose_lease_was_lost_ends_when_the_next_one_begins_here() {
    start(1, null);
    start(2, null);
    end(1);
    end(2);

    assertThat(ended).hasSize(2);
    assertThat(ended.getFirst().getAttributes().get(ERROR)).isEqualTo("lease_lost");
    assertThat(ended.getLast().getAttributes().get(ERROR)).isNull();
    assertThat(ended.getLast().getStatus()).isEqualTo(StatusData.unset());
    assertThat(jobs.traceId(id.toString())).isNull();
  }

  @Test
  void a_job_without_a_request_begins_a_trace() {
    start(1, null);
    String trace = jobs.traceId(id.toString());
    end(1);

    assertThat(ended)
        .singleElement()
        .satisfies(span -> {
          assertThat(span.getTraceId()).isEqualTo(trace);
          assertThat(span.getParentSpanContext().isValid()).isFalse();
          assertThat(span.getLinks()).isEmpty();
        });
  }

  @Test
  void a_script_that_connects_without_end_makes_only_so_many_spans() {
    start(1, null);
    int more = 5;
    for (int i = 0; i < JobSpans.CONNECTIONS_OF_AN_ATTEMPT + more; i++) {
      ConnectionIdentity connection = connection();
      connections.connecting(connection);
      connections.abandoned(
          new Abandoned(connection, new Abandoned.Why.Failed(ConnectFailure.DNS)));
    }
    end(1);

    assertThat(ended).hasSize(JobSpans.CONNECTIONS_OF_AN_ATTEMPT + 1);
    assertThat(
            ended
                .getLast()
                .getAttributes()
                .get(AttributeKey.longKey("tidegate.job.connections_without_span")))
        .isEqualTo(more);
    assertThat(ended.getFirst().getAttributes().get(ERROR)).isEqualTo("dns");
    assertThat(ended.toString()).doesNotContain("secret");
  }

  @Test
  void a_script_that_is_denied_without_end_has_only_so_many_events() {
    start(1, null);
    int denials = JobSpans.DENIALS_OF_AN_ATTEMPT + 5;
    for (int i = 1; i <= denials; i++) {
      connections.denied(
          new Denied(id.toString(), "alice", null, Denied.Rule.URL_FORM, "", "no URL", i));
    }
    end(1);

    assertThat(ended)
        .singleElement()
        .satisfies(span -> {
          assertThat(span.getEvents()).hasSize(JobSpans.DENIALS_OF_AN_ATTEMPT);
          assertThat(
                  span.getAttributes().get(AttributeKey.longKey("tidegate.job.connections_denied")))
              .isEqualTo(denials);
        });
  }

  @Test
  void a_connection_without_a_span_has_no_header() {
    ConnectionIdentity ofNobody = connection();
    connections.connecting(ofNobody);

    assertThat(connections.of(ofNobody)).isEmpty();
    assertThat(ended).isEmpty();
  }
}
