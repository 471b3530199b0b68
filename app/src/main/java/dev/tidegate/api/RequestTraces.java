package dev.tidegate.api;

import dev.tidegate.job.TraceParent;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Tells where requests are in traces. */
@FunctionalInterface
public interface RequestTraces {

  /** The place of a request in its trace; null when it is not traced. */
  @Nullable TraceParent of(ServerHttpRequest request);
}
