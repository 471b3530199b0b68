package dev.tidegate.telemetry;

import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobListener;
import dev.tidegate.job.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of each attempt to run a job: a child of the request that the job came with, and
 * linked to it, since that has ended long before where the job was queued. No span holds what a
 * script or its error says.
 */
final class JobSpans implements JobListener, JobTraces {

  /** How many connections of one attempt have spans; what is beyond is only counted. */
  static final int CONNECTIONS_OF_AN_ATTEMPT = 1_000;

  /**
   * How many denials of one attempt are told, each with a URL of the script's; a span keeps them
   * until it is exported, so a script must not decide how many.
   */
  static final int DENIALS_OF_AN_ATTEMPT = 8;

  static final AttributeKey<String> JOB = AttributeKey.stringKey("tidegate.job.id");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("tidegate.job.attempt");
  private static final AttributeKey<String> ACTOR = AttributeKey.stringKey("tidegate.actor");
  private static final AttributeKey<String> STATE = AttributeKey.stringKey("tidegate.job.state");
  private static final AttributeKey<Long> INSTRUCTIONS =
      AttributeKey.longKey("tidegate.job.instructions");
  private static final AttributeKey<Long> UNTRACED =
      AttributeKey.longKey("tidegate.job.connections_without_span");

  private static final AttributeKey<Long> DENIED =
      AttributeKey.longKey("tidegate.job.connections_denied");

  private final Tracer tracer;
  private final Map<String, Attempt> running = new ConcurrentHashMap<>();

  JobSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  /**
   * An attempt that is under way.
   *
   * @param number which of the job's, counted from 1
   * @param connections how many it has begun to make
   * @param denials how many it was denied
   */
  record Attempt(int number, Span span, AtomicInteger connections, AtomicInteger denials) {

    Attempt(int number, Span span) {
      this(number, span, new AtomicInteger(), new AtomicInteger());
    }

    /** Counts a denial, and says whether it is told. */
    boolean tellsDenial() {
      return denials.incrementAndGet() <= DENIALS_OF_AN_ATTEMPT;
    }

    /** Whether one more of its connections has a span. */
    boolean hasRoom() {
      return connections.incrementAndGet() <= CONNECTIONS_OF_AN_ATTEMPT;
    }
  }

  @Override
  public void started(Start start) {
    SpanBuilder builder =
        tracer
            .spanBuilder("run job")
            .setAttribute(JOB, start.id().toString())
            .setAttribute(ATTEMPT, (long) start.attempt())
            .setAttribute(ACTOR, start.submission().actor().id());
    TraceParent request = start.submission().trace();
    if (request == null) {
      builder.setNoParent();
    } else {
      SpanContext parent = context(request);
      builder.setParent(Context.root().with(Span.wrap(parent))).addLink(parent);
    }
    Attempt before =
        running.put(start.id().toString(), new Attempt(start.attempt(), builder.startSpan()));
    if (before != null) {
      // Its lease was lost, so that nobody will ask what came of it.
      fail(before.span(), "lease_lost");
      before.span().end();
    }
  }

  @Override
  public void ended(JobDocument document) {
    String id = document.id().toString();
    Attempt attempt = running.get(id);
    if (attempt == null || attempt.number() != document.attempt() || !running.remove(id, attempt)) {
      return;
    }
    Span span = attempt.span();
    span.setAttribute(STATE, document.state().text());
    span.setAttribute(INSTRUCTIONS, document.usage().instructions());
    int untraced = attempt.connections().get() - CONNECTIONS_OF_AN_ATTEMPT;
    if (untraced > 0) {
      span.setAttribute(UNTRACED, (long) untraced);
    }
    int denials = attempt.denials().get();
    if (denials > 0) {
      span.setAttribute(DENIED, (long) denials);
    }
    JobDocument.Cause error = document.error();
    if (error != null) {
      fail(span, error.reason());
    }
    span.end();
  }

  /** The attempt of a job that is under way on this node; null when none is. */
  @Nullable Attempt of(String job) {
    return running.get(job);
  }

  @Override
  public @Nullable String traceId(String job) {
    Attempt attempt = running.get(job);
    return attempt == null ? null : attempt.span().getSpanContext().getTraceId();
  }

  static void fail(Span span, String kind) {
    span.setAttribute(ERROR, kind);
    span.setStatus(StatusCode.ERROR, kind);
  }

  private static SpanContext context(TraceParent parent) {
    return SpanContext.createFromRemoteParent(
        parent.traceId(),
        parent.spanId(),
        parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
        TraceState.getDefault());
  }
}
