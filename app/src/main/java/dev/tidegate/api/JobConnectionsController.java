package dev.tidegate.api;

import dev.tidegate.policy.Actor;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /v1/jobs/{id}/connections}: the connections that a job has open. */
@RestController
final class JobConnectionsController {

  private final StoredJobs jobs;
  private final JobAccess access;
  private final JobConnections connections;

  JobConnectionsController(StoredJobs jobs, JobAccess access, JobConnections connections) {
    this.jobs = jobs;
    this.access = access;
    this.connections = connections;
  }

  @GetMapping("/v1/jobs/{id}/connections")
  Mono<ResponseEntity<byte[]>> connections(
      @PathVariable String id, ServerHttpRequest request, @AuthenticationPrincipal Actor actor) {
    new QueryFields(request.getQueryParams()).end();
    return jobs.seen(id, actor, access)
        .flatMap(connections::of)
        .map(
            document -> ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(document));
  }
}
