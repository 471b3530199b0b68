package dev.tidegate.api;

import dev.tidegate.access.CallerRights;
import dev.tidegate.audit.AuditedDecision;
import dev.tidegate.audit.AuditedDecision.Verdict;
import dev.tidegate.audit.RecentDecisions;
import dev.tidegate.audit.RecentDecisions.Filter;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /v1/audit/decisions}: what policies have decided of late. */
@RestController
final class AuditController {

  private final RecentDecisions recent;
  private final CallerRights rights;
  private final DeskWork desk;
  private final JsonMapper json;

  AuditController(RecentDecisions recent, CallerRights rights, DeskWork desk, JsonMapper json) {
    this.recent = recent;
    this.rights = rights;
    this.desk = desk;
    this.json = json;
  }

  /** A page of the answer; the cursor is to be handed back as it is. */
  @JsonNaming(SnakeCaseStrategy.class)
  record PageDocument(List<AuditedDecision> items, @Nullable String nextCursor) {}

  @GetMapping("/v1/audit/decisions")
  Mono<ResponseEntity<byte[]>> decisions(
      ServerHttpRequest request, @AuthenticationPrincipal Actor caller) {
    return desk.answer(() -> {
      rights.require(caller, Actions.POLICY_READ);
      PageDocument page = page(new QueryFields(request.getQueryParams()));
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .body(json.writeValueAsBytes(page));
    });
  }

  private PageDocument page(QueryFields query) {
    Filter filter =
        new Filter(
            query.text("actor"),
            query.text("job"),
            query.constant("decision", Verdict.class),
            query.text("action"),
            query.text("policy"),
            query.time("since"));
    long limit = query.number("limit", 1, 1_000, 100);
    long before = query.number("cursor", 1, Long.MAX_VALUE, Long.MAX_VALUE);
    query.end();
    RecentDecisions.Page page = recent.page(filter, before, Math.toIntExact(limit));
    return new PageDocument(
        page.decisions(), page.next() == null ? null : Long.toString(page.next()));
  }
}
