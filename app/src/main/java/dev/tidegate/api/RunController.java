package dev.tidegate.api;

import dev.tidegate.access.ActorQuotas;
import dev.tidegate.access.CallerRights;
import dev.tidegate.job.Budget;
import dev.tidegate.job.IntakeGate;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobEnding;
import dev.tidegate.job.JobRunner;
import dev.tidegate.job.Submission;
import dev.tidegate.job.SubmittedJob;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/run}: runs a script to its end within the request and keeps nothing. */
@RestController
@RequestMapping("/v1/run")
final class RunController {

  private static final String LUA = "text/x-lua";
  private static final String LUA_TOO = "application/x-lua";

  private final JobRunner runner;
  private final IntakeGate gate;
  private final Terms terms;
  private final CallerRights rights;
  private final ActorQuotas quotas;
  private final BodyReader body;
  private final RequestTraces traces;
  private final JsonMapper json;

  RunController(
      JobRunner runner,
      IntakeGate gate,
      @Qualifier("runBudget") Budget budget,
      CallerRights rights,
      ActorQuotas quotas,
      BodyReader body,
      RequestTraces traces,
      JsonMapper json) {
    this.runner = runner;
    this.gate = gate;
    terms = new Terms(budget, false);
    this.rights = rights;
    this.quotas = quotas;
    this.body = body;
    this.traces = traces;
    this.json = json;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<byte[]>> json(
      ServerHttpRequest request, @AuthenticationPrincipal Actor actor) {
    return run(request, actor, body -> JsonWishReader.read(body, terms));
  }

  @PostMapping(consumes = {LUA, LUA_TOO})
  Mono<ResponseEntity<byte[]>> text(
      ServerHttpRequest request, @AuthenticationPrincipal Actor actor) {
    return run(request, actor, body -> TextWishReader.read(body, request.getQueryParams(), terms));
  }

  private Mono<ResponseEntity<byte[]>> run(
      ServerHttpRequest request, Actor actor, Function<byte[], Wish> reader) {
    // Before the body is read: whoever may not run scripts need not send one.
    rights.require(actor, Actions.JOB_SUBMIT);
    quotas.submit(actor);
    return body.read(request)
        .map(reader)
        .flatMap(wish -> run(wish.submission(actor, terms, traces.of(request))))
        .map(this::answer);
  }

  /**
   * Whoever cancels the subscription, as the server does when the client goes away, stops the
   * script.
   */
  private Mono<JobEnding> run(Submission submission) {
    return Mono.defer(
            () -> {
              SubmittedJob job = runner.start(submission);
              return Mono.fromFuture(job.ending()).doOnCancel(job::cancel);
            })
        // The engine's threads are for Lua, not for writing documents.
        .publishOn(Schedulers.parallel());
  }

  private ResponseEntity<byte[]> answer(JobEnding ending) {
    return switch (ending) {
      case JobEnding.Finished(JobDocument document) ->
          ResponseEntity.ok()
              .contentType(MediaType.APPLICATION_JSON)
              .body(json.writeValueAsBytes(document));
      case JobEnding.NotCompiled(int line, String message) ->
          throw new ProblemException(Problem.notLua(line, message));
      case JobEnding.NoRoom _ ->
          throw new ProblemException(
              Problem.of(
                  ProblemKind.NO_ROOM,
                  gate.isOpen()
                      ? "as many jobs as this node takes are running"
                      : "this node is being stopped and runs nothing new"));
    };
  }
}
