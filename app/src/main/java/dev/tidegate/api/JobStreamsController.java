package dev.tidegate.api;

import dev.tidegate.api.OpenRequestListener.Kind;
import dev.tidegate.job.JobDocument;
import dev.tidegate.policy.Actor;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/jobs/{id}/logs} and {@code /events}: what happens to a job, also while it does. */
@RestController
@RequestMapping("/v1/jobs/{id}")
final class JobStreamsController {

  private static final String LAST_EVENT_ID = "Last-Event-ID";

  /** Asks nginx, and those that follow it, to pass on what comes at once. */
  private static final String BUFFERING = "X-Accel-Buffering";

  private static final StreamBody.Notes COMMENTS =
      new StreamBody.Notes(": \n\n", ": this node is being stopped; come back for the rest\n\n");

  private static final StreamBody.Notes EMPTY_LINES = new StreamBody.Notes("\n", "\n");

  private final StoredJobs jobs;
  private final JobStreams streams;
  private final JobAccess access;
  private final JsonMapper json;

  JobStreamsController(StoredJobs jobs, JobStreams streams, JobAccess access, JsonMapper json) {
    this.jobs = jobs;
    this.streams = streams;
    this.access = access;
    this.json = json;
  }

  @GetMapping("/logs")
  Mono<Void> logs(
      @PathVariable String id,
      ServerHttpRequest request,
      ServerHttpResponse response,
      @AuthenticationPrincipal Actor actor) {
    RequestOrigin.requireOwn(request.getHeaders());
    QueryFields fields = new QueryFields(request.getQueryParams());
    boolean follow = fields.flag("follow");
    long since = fields.number("since", 0, Long.MAX_VALUE, 0);
    long limit = fields.number("limit", 1, 1_000_000, Long.MAX_VALUE);
    fields.end();
    return jobs.seen(id, actor, access)
        .flatMap(job -> {
          begin(response, MediaType.APPLICATION_NDJSON);
          return streams.send(
              Kind.LOG,
              response,
              actor,
              job,
              new LogPages(jobs, json, job.id(), since, limit, follow),
              EMPTY_LINES);
        });
  }

  @GetMapping("/events")
  Mono<Void> events(
      @PathVariable String id,
      ServerHttpRequest request,
      ServerHttpResponse response,
      @AuthenticationPrincipal Actor actor) {
    RequestOrigin.requireOwn(request.getHeaders());
    QueryFields fields = new QueryFields(request.getQueryParams());
    long since = fields.number("since", 0, Long.MAX_VALUE, 0);
    fields.end();
    long after = lastEventId(request.getHeaders(), since);
    return jobs.seen(id, actor, access)
        .flatMap(job ->
            knowsAll(job, after)
                .flatMap(known -> {
                  if (known) {
                    // What ends an EventSource, which would come back after every other answer.
                    response.setStatusCode(HttpStatus.NO_CONTENT);
                    return response.setComplete();
                  }
                  begin(response, MediaType.TEXT_EVENT_STREAM);
                  return streams.send(
                      Kind.EVENTS,
                      response,
                      actor,
                      job,
                      new EventPages(jobs, json, job.id(), after),
                      COMMENTS);
                }));
  }

  private Mono<Boolean> knowsAll(JobDocument job, long after) {
    return job.state().ended() && after > 0
        ? jobs.events(job.id(), after, 1).map(List::isEmpty)
        : Mono.just(false);
  }

  private static void begin(ServerHttpResponse response, MediaType type) {
    response.getHeaders().setContentType(type);
    response.getHeaders().set(BUFFERING, "no");
  }

  /** Where a client that comes back has been; it goes before what the URL says. */
  private static long lastEventId(HttpHeaders headers, long since) {
    String text = headers.getFirst(LAST_EVENT_ID);
    if (text == null || text.isEmpty()) {
      return since;
    }
    try {
      long id = Long.parseLong(text);
      if (id >= 0) {
        return id;
      }
    } catch (NumberFormatException _) {
      // Told like a negative one.
    }
    throw new ProblemException(
        Problem.of(ProblemKind.INVALID_REQUEST, LAST_EVENT_ID + " must be one that an event had"));
  }
}
