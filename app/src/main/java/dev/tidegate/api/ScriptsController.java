package dev.tidegate.api;

import dev.tidegate.access.CallerRights;
import dev.tidegate.job.Budget;
import dev.tidegate.lua.Compilation;
import dev.tidegate.lua.LuaEngine;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
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

/** {@code POST /v1/scripts/validate}: says whether a text is Lua, and runs nothing. */
@RestController
@RequestMapping("/v1/scripts")
final class ScriptsController {

  /** Positions in a script without a name; here nobody sees it. */
  private static final String CHUNK = "script";

  private final LuaEngine engine;
  private final CallerRights rights;
  private final Budget budget;
  private final BodyReader body;
  private final JsonMapper json;

  ScriptsController(
      LuaEngine engine,
      CallerRights rights,
      @Qualifier("jobBudget") Budget budget,
      BodyReader body,
      JsonMapper json) {
    this.engine = engine;
    this.rights = rights;
    this.budget = budget;
    this.body = body;
    this.json = json;
  }

  /** The answer; its JSON form is part of the API. */
  record Found(boolean valid, List<Fault> errors) {}

  record Fault(int line, String message) {}

  @PostMapping(
      path = "/validate",
      consumes = {"text/x-lua", "application/x-lua"})
  Mono<ResponseEntity<byte[]>> validate(
      ServerHttpRequest request, @AuthenticationPrincipal Actor actor) {
    rights.require(actor, Actions.JOB_SUBMIT);
    new QueryFields(request.getQueryParams()).end();
    return body.read(request)
        .flatMap(source -> {
          if (source.length > budget.source().bytes()) {
            throw ProblemException.invalid(
                List.of(
                    new Problem.Fault(
                        "/source", "must have at most " + budget.source().bytes() + " bytes")));
          }
          return Mono.fromCompletionStage(() -> engine.compile(actor.id(), CHUNK, source));
        })
        .onErrorMap(
            RejectedExecutionException.class,
            _ ->
                new ProblemException(
                    Problem.of(ProblemKind.NO_ROOM, "too many scripts are being compiled")))
        // The engine's threads are for Lua.
        .publishOn(Schedulers.parallel())
        .map(this::answer);
  }

  private ResponseEntity<byte[]> answer(Compilation compilation) {
    Found found =
        switch (compilation) {
          case Compilation.Compiled _ -> new Found(true, List.of());
          case Compilation.Rejected(int line, String message) ->
              new Found(false, List.of(new Fault(line, message)));
        };
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(json.writeValueAsBytes(found));
  }
}
