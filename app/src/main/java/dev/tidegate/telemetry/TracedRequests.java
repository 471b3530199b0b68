package dev.tidegate.telemetry;

import dev.tidegate.api.RequestTraces;
import dev.tidegate.job.TraceParent;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** Finds the spans of requests, which the web server's observations make. */
final class TracedRequests implements RequestTraces {

  @Override
  public @Nullable TraceParent of(ServerHttpRequest request) {
    return ServerRequestObservationContext.findCurrent(request.getAttributes())
        .map(observed -> observed.<TracingContext>get(TracingContext.class))
        .map(TracingContext::getSpan)
        .map(span -> parent(span.context()))
        .orElse(null);
  }

  private static TraceParent parent(TraceContext context) {
    return new TraceParent(
        context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled()));
  }
}
