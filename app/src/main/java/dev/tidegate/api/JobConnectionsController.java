package dev.tidegate.api;

import dev.tidegate.job.AttemptEvents;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobState;
import dev.tidegate.policy.Actor;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.ConnectionSnapshot;
import dev.tidegate.websocket.Volume;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /v1/jobs/{id}/connections}: the connections that a job has open. Only the node that
 * runs the job knows them; what another one answers says that it does not.
 */
@RestController
final class JobConnectionsController {

  private final StoredJobs jobs;
  private final JobAccess access;
  private final AttemptEvents attempts;
  private final ConnectionRegistry connections;
  private final JsonMapper json;

  JobConnectionsController(
      StoredJobs jobs,
      JobAccess access,
      AttemptEvents attempts,
      ConnectionRegistry connections,
      JsonMapper json) {
    this.jobs = jobs;
    this.access = access;
    this.attempts = attempts;
    this.connections = connections;
    this.json = json;
  }

  /** An open connection; without the peer's address, which scripts and their owners may not see. */
  @JsonNaming(SnakeCaseStrategy.class)
  private record Item(
      UUID id,
      String url,
      @Nullable String protocol,
      boolean compressed,
      Instant openedAt,
      long openMs,
      Volume received,
      Volume sent,
      Volume waiting,
      @Nullable Double roundTripMs) {

    static Item of(ConnectionSnapshot connection) {
      return new Item(
          connection.id(),
          connection.url(),
          connection.protocol(),
          connection.compressed(),
          connection.openedAt().truncatedTo(ChronoUnit.MILLIS),
          connection.age().toMillis(),
          connection.received(),
          connection.sent(),
          connection.waiting(),
          millis(connection.roundTrip()));
    }

    private static @Nullable Double millis(@Nullable Duration time) {
      return time == null ? null : Math.round(time.toNanos() / 1e3) / 1e3;
    }
  }

  /**
   * The answer.
   *
   * @param items those that this node knows
   * @param complete whether there are no others
   */
  private record Document(List<Item> items, boolean complete) {}

  @GetMapping("/v1/jobs/{id}/connections")
  Mono<ResponseEntity<byte[]>> connections(
      @PathVariable String id, ServerHttpRequest request, @AuthenticationPrincipal Actor actor) {
    new QueryFields(request.getQueryParams()).end();
    return jobs.seen(id, actor, access)
        .map(job ->
            ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsBytes(document(job))));
  }

  private Document document(JobDocument job) {
    String id = job.id().toString();
    boolean complete = job.state() != JobState.RUNNING || attempts.of(id).isPresent();
    return new Document(connections.ofJob(id).stream().map(Item::of).toList(), complete);
  }
}
