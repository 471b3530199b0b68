package dev.tidegate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobPage;
import dev.tidegate.job.JobQuery;
import dev.tidegate.job.JobState;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /v1/jobs}: which jobs there are, page by page. */
@RestController
final class JobListController {

  private static final int MOST = 100;
  private static final int USUAL = 20;

  private final StoredJobs jobs;
  private final JobAccess access;
  private final JsonMapper json;

  JobListController(StoredJobs jobs, JobAccess access, JsonMapper json) {
    this.jobs = jobs;
    this.access = access;
    this.json = json.rebuild().addMixIn(JobDocument.class, Item.class).build();
  }

  /** What a job is written as among others. */
  @JsonIgnoreProperties("result")
  private interface Item {}

  /** A page; the cursor is null at the end. */
  @JsonNaming(SnakeCaseStrategy.class)
  private record PageDocument(List<JobDocument> items, @Nullable String nextCursor) {}

  @GetMapping("/v1/jobs")
  Mono<ResponseEntity<byte[]>> list(
      ServerHttpRequest request, @AuthenticationPrincipal Actor actor) {
    return Mono.fromCallable(() -> query(new QueryFields(request.getQueryParams()), actor))
        .flatMap(jobs::list)
        .map(page -> answer(request, page));
  }

  private JobQuery query(QueryFields fields, Actor actor) {
    String of = fields.text("actor");
    if (of != null && (of.isEmpty() || of.length() > 256)) {
      fields.fault("actor", "must be an actor's id, or " + Actions.ALL_ACTORS + " for all");
    }
    JobState state = fields.constant("state", JobState.class);
    String name = fields.text("name");
    if (name != null && !WishBuilder.isName(name)) {
      fields.fault("name", "is not what a job can be called");
    }
    Map<String, String> labels = labels(fields);
    int limit = Math.toIntExact(fields.number("limit", 1, MOST, USUAL));
    String cursor = fields.text("cursor");
    JobId before = cursor == null ? null : JobCursor.read(cursor).orElse(null);
    if (cursor != null && before == null) {
      fields.fault("cursor", "must be one that an answer had");
    }
    fields.end();
    String whose = of == null ? actor.id() : of;
    access.requireList(actor, whose);
    return new JobQuery(
        whose.equals(Actions.ALL_ACTORS) ? null : whose, state, name, labels, before, limit);
  }

  private static Map<String, String> labels(QueryFields fields) {
    Map<String, String> labels = new HashMap<>();
    for (String text : fields.texts("label")) {
      int colon = text.indexOf(':');
      if (colon < 0 || !WishBuilder.isLabel(text.substring(0, colon), text.substring(colon + 1))) {
        fields.fault("label", "must be of the form key:value");
      } else if (labels.put(text.substring(0, colon), text.substring(colon + 1)) != null) {
        fields.fault("label", "has a key that is there twice");
      }
    }
    if (labels.size() > WishBuilder.MAX_LABELS) {
      fields.fault("label", "is there more than " + WishBuilder.MAX_LABELS + " times");
    }
    return labels;
  }

  private ResponseEntity<byte[]> answer(ServerHttpRequest request, JobPage page) {
    String cursor = page.more() ? JobCursor.after(page.jobs().getLast().id()) : null;
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
    if (cursor != null) {
      answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next(request, cursor)));
    }
    return answer.body(json.writeValueAsBytes(new PageDocument(page.jobs(), cursor)));
  }

  /** The request for the next page (RFC 8288): the same with another cursor. */
  private static String next(ServerHttpRequest request, String cursor) {
    return UriComponentsBuilder.fromPath("/v1/jobs")
        .query(request.getURI().getRawQuery())
        .replaceQueryParam("cursor", cursor)
        .build(true)
        .toUriString();
  }
}
