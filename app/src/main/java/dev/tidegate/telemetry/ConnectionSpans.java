package dev.tidegate.telemetry;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.job.TraceParent;
import dev.tidegate.websocket.CloseCode;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectFailure;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionIdentity;
import dev.tidegate.websocket.MessageType;
import dev.tidegate.websocket.TraceHeaders;
import dev.tidegate.websocket.Volume;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of each connection, from the attempt to its end, as a child of the attempt of the
 * job that makes it. As in the log, URLs have no query, and no header is in a span.
 */
final class ConnectionSpans implements ConnectionEvents, TraceHeaders {

  private static final String TRACEPARENT = "traceparent";

  private static final AttributeKey<String> CONNECTION =
      AttributeKey.stringKey("tidegate.websocket.connection.id");
  private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
  private static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
  private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
  private static final AttributeKey<String> PROTOCOL =
      AttributeKey.stringKey("network.protocol.name");
  private static final AttributeKey<Boolean> COMPRESSED =
      AttributeKey.booleanKey("tidegate.websocket.compressed");
  private static final AttributeKey<Long> CLOSE_CODE =
      AttributeKey.longKey("tidegate.websocket.close.code");
  private static final AttributeKey<String> CLOSE_INITIATOR =
      AttributeKey.stringKey("tidegate.websocket.close.initiator");
  private static final AttributeKey<String> RULE = AttributeKey.stringKey("tidegate.denied.rule");
  private static final AttributeKey<String> MATCH = AttributeKey.stringKey("tidegate.denied.match");

  private final Tracer tracer;
  private final JobSpans jobs;
  private final InstantSource clock;
  private final Map<UUID, Connecting> spans = new ConcurrentHashMap<>();

  ConnectionSpans(Tracer tracer, JobSpans jobs, InstantSource clock) {
    this.tracer = tracer;
    this.jobs = jobs;
    this.clock = clock;
  }

  private record Connecting(Span span, Instant since) {}

  @Override
  public void connecting(ConnectionIdentity connection) {
    JobSpans.Attempt job = jobs.of(connection.jobId());
    if (job == null || !job.hasRoom()) {
      return;
    }
    TargetUrl url = connection.url();
    Instant now = clock.instant();
    Span span =
        tracer
            .spanBuilder("websocket connection")
            .setSpanKind(SpanKind.CLIENT)
            .setParent(Context.root().with(job.span()))
            .setStartTimestamp(now)
            .setAttribute(CONNECTION, connection.id().toString())
            .setAttribute(JobSpans.JOB, connection.jobId())
            .setAttribute(URL, url.textWithoutQuery())
            .setAttribute(HOST, url.host())
            .setAttribute(PORT, (long) url.port())
            .setAttribute(PROTOCOL, "websocket")
            .startSpan();
    spans.put(connection.id(), new Connecting(span, now));
  }

  @Override
  public Map<String, String> of(ConnectionIdentity connection) {
    Connecting known = spans.get(connection.id());
    if (known == null) {
      return Map.of();
    }
    SpanContext context = known.span().getSpanContext();
    return Map.of(
        TRACEPARENT,
        new TraceParent(context.getTraceId(), context.getSpanId(), context.isSampled()).toString());
  }

  @Override
  public void abandoned(Abandoned abandoned) {
    Connecting known = spans.remove(abandoned.connection().id());
    if (known == null) {
      return;
    }
    switch (abandoned.why()) {
      case Abandoned.Why.Limited _ -> JobSpans.fail(known.span(), "limited");
      case Abandoned.Why.Denied _ -> JobSpans.fail(known.span(), "denied");
      case Abandoned.Why.Failed(ConnectFailure at) -> JobSpans.fail(known.span(), tag(at));
      case Abandoned.Why.Faulty _ -> JobSpans.fail(known.span(), "internal");
    }
    known.span().end();
  }

  /** The steps took the time that they are said to have taken, one after the other. */
  @Override
  public void opened(Opened opened) {
    Connecting known = spans.get(opened.connection().id());
    if (known == null) {
      return;
    }
    Span span = known.span();
    Instant at = known.since().plus(opened.resolve());
    span.addEvent("address resolved", at);
    at = at.plus(opened.timings().connect());
    span.addEvent("connected", at);
    Duration tls = opened.timings().tls();
    if (tls.isPositive()) {
      at = at.plus(tls);
      span.addEvent("TLS established", at);
    }
    span.addEvent("upgraded", at.plus(opened.timings().upgrade()));
    span.setAttribute(COMPRESSED, opened.compressed());
  }

  @Override
  public void closed(Closed closed) {
    Connecting known = spans.remove(closed.connection().id());
    if (known == null) {
      return;
    }
    Span span = known.span();
    Closure closure = closed.closure();
    span.setAttribute(CLOSE_CODE, (long) closure.code().value());
    span.setAttribute(CLOSE_INITIATOR, closure.initiator().text());
    volume(span, "received", closed.received());
    volume(span, "sent", closed.sent());
    if (isFailure(closure.code())) {
      JobSpans.fail(span, ConnectionMetrics.codeTag(closure.code()));
    }
    span.end();
  }

  /** Is part of what the job did, whether or not there was an attempt. */
  @Override
  public void denied(Denied denied) {
    JobSpans.Attempt job = jobs.of(denied.jobId());
    if (job != null && job.tellsDenial()) {
      job.span()
          .addEvent(
              "connection denied",
              Attributes.of(
                  RULE,
                  denied.by().name().toLowerCase(Locale.ROOT),
                  MATCH,
                  denied.match(),
                  URL,
                  url(denied.url())));
    }
  }

  @Override
  public void limited(Limited limited) {}

  @Override
  public void failed(Failed failed) {}

  @Override
  public void sent(MessageType type, int bytes) {}

  @Override
  public void received(MessageType type, int bytes) {}

  @Override
  public void answered(Answered answered) {}

  private static void volume(Span span, String direction, Volume volume) {
    span.setAttribute("tidegate.websocket." + direction + ".messages", volume.messages());
    span.setAttribute("tidegate.websocket." + direction + ".bytes", volume.bytes());
  }

  /** Codes that are not of the protocol itself say what the peers have agreed on. */
  private static boolean isFailure(CloseCode code) {
    return code.value() < 3000
        && !code.equals(CloseCode.NORMAL)
        && !code.equals(CloseCode.GOING_AWAY)
        && !code.equals(CloseCode.NO_STATUS);
  }

  private static String tag(ConnectFailure failure) {
    return failure.name().toLowerCase(Locale.ROOT);
  }

  private static String url(@Nullable TargetUrl url) {
    return url == null ? "" : url.textWithoutQuery();
  }
}
