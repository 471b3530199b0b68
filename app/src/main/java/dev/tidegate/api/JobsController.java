package dev.tidegate.api;

import dev.tidegate.access.ActorQuotas;
import dev.tidegate.access.CallerRights;
import dev.tidegate.job.Acceptance;
import dev.tidegate.job.Budget;
import dev.tidegate.job.Cancellation;
import dev.tidegate.job.Deletion;
import dev.tidegate.job.Intake;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobIntake;
import dev.tidegate.job.StoreUnavailableException;
import dev.tidegate.job.Submission;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/jobs}: accepts jobs for good, tells of them, stops and forgets them. */
@RestController
@RequestMapping("/v1/jobs")
final class JobsController {

  private static final String LUA = "text/x-lua";
  private static final String LUA_TOO = "application/x-lua";
  private static final String PREFER = "Prefer";
  private static final String PREFERENCE_APPLIED = "Preference-Applied";

  /** Says that the answer is about a job that was accepted before, under the same key. */
  private static final String REPLAYED = "Idempotency-Replayed";

  private final JobIntake intake;
  private final StoredJobs jobs;
  private final JobWaiting waiting;
  private final JobAccess access;
  private final CallerRights rights;
  private final ActorQuotas quotas;
  private final Terms terms;
  private final BodyReader body;
  private final Duration maxWait;
  private final RequestTraces traces;
  private final JsonMapper json;

  JobsController(
      JobIntake intake,
      StoredJobs jobs,
      JobWaiting waiting,
      JobAccess access,
      CallerRights rights,
      ActorQuotas quotas,
      @Qualifier("jobBudget") Budget budget,
      BodyReader body,
      ApiProperties properties,
      RequestTraces traces,
      JsonMapper json) {
    this.intake = intake;
    this.jobs = jobs;
    this.waiting = waiting;
    this.access = access;
    this.rights = rights;
    this.quotas = quotas;
    this.terms = new Terms(budget, true);
    this.body = body;
    this.maxWait = properties.maxWait();
    this.traces = traces;
    this.json = json;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<byte[]>> json(
      ServerHttpRequest request, @AuthenticationPrincipal Actor actor) {
    return submit(
        request,
        actor,
        bytes -> {
          new QueryFields(request.getQueryParams()).end();
          return JsonWishReader.read(bytes, terms);
        });
  }

  @PostMapping(consumes = {LUA, LUA_TOO})
  Mono<ResponseEntity<byte[]>> text(
      ServerHttpRequest request, @AuthenticationPrincipal Actor actor) {
    return submit(
        request, actor, bytes -> TextWishReader.read(bytes, request.getQueryParams(), terms));
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<byte[]>> one(
      @PathVariable String id, ServerHttpRequest request, @AuthenticationPrincipal Actor actor) {
    new QueryFields(request.getQueryParams()).end();
    Preferences preferences = preferences(request);
    return seen(id, actor)
        .flatMap(job -> waiting.end(job, actor.id(), preferences.waitAtMost(maxWait)))
        .map(waited -> answer(HttpStatus.OK, waited, preferences).body(bytes(waited.job())));
  }

  @PostMapping("/{id}/cancel")
  Mono<ResponseEntity<byte[]>> cancel(
      @PathVariable String id, ServerHttpRequest request, @AuthenticationPrincipal Actor actor) {
    new QueryFields(request.getQueryParams()).end();
    return seen(id, actor)
        .doOnNext(job -> access.require(actor, Actions.JOB_CANCEL, job))
        .flatMap(job -> jobs.cancel(job.id()).flatMap(became -> cancelled(became, job.id(), actor)))
        .map(job ->
            ResponseEntity.accepted().contentType(MediaType.APPLICATION_JSON).body(bytes(job)));
  }

  @DeleteMapping("/{id}")
  Mono<ResponseEntity<Void>> delete(
      @PathVariable String id, ServerHttpRequest request, @AuthenticationPrincipal Actor actor) {
    new QueryFields(request.getQueryParams()).end();
    return seen(id, actor)
        .doOnNext(job -> access.require(actor, Actions.JOB_DELETE, job))
        .flatMap(job -> jobs.delete(job.id()))
        .map(JobsController::deleted);
  }

  private Mono<ResponseEntity<byte[]>> submit(
      ServerHttpRequest request, Actor actor, Function<byte[], Wish> reader) {
    // Before the body is read: whoever may not submit jobs need not send one.
    rights.require(actor, Actions.JOB_SUBMIT);
    quotas.submit(actor);
    Preferences preferences = preferences(request);
    return body.read(request)
        .publishOn(Schedulers.parallel())
        .flatMap(bytes -> {
          Wish wish = reader.apply(bytes);
          var key = Idempotency.key(request.getHeaders().getOrEmpty(Idempotency.HEADER), wish);
          Submission submission = wish.submission(actor, terms, traces.of(request));
          return jobs.answer(() -> intake.take(submission, wish.retry(), wish.priority(), key));
        })
        .map(this::accepted)
        .flatMap(accepted ->
            waiting
                .end(accepted.job(), actor.id(), preferences.waitAtMost(maxWait))
                // It is accepted, whatever else can't be told at the moment.
                .onErrorReturn(
                    StoreUnavailableException.class, new JobWaiting.Waited(accepted.job(), false))
                .map(waited -> answer(accepted, waited, preferences)));
  }

  /** A job that is in the store, and whether it was there before. */
  private record Accepted(JobDocument job, boolean before) {}

  private Accepted accepted(Intake intake) {
    return switch (intake) {
      case Intake.NotCompiled(int line, String message) ->
          throw new ProblemException(Problem.notLua(line, message));
      case Intake.Closed _ ->
          throw new ProblemException(
              Problem.of(ProblemKind.NO_ROOM, "this node is being stopped and takes no new jobs"));
      case Intake.Answered(Acceptance acceptance) ->
          switch (acceptance) {
            case Acceptance.Accepted(JobDocument job) -> new Accepted(job, false);
            case Acceptance.Repeated(JobDocument job) -> new Accepted(job, true);
            case Acceptance.KeyTaken(JobId by) ->
                throw new ProblemException(
                    Problem.of(
                        ProblemKind.IDEMPOTENCY_KEY_REUSED,
                        "this key came with another request, which made the job " + by));
            case Acceptance.QueueFull full -> throw queueFull(full);
          };
    };
  }

  private RuntimeException queueFull(Acceptance.QueueFull full) {
    return switch (full.whose()) {
      case ACTOR -> quotas.queueFull(full.most());
      case STORE ->
          new ProblemException(
              Problem.of(
                  ProblemKind.NO_ROOM,
                  "%d jobs are queued, and that is the most".formatted(full.most())));
    };
  }

  private ResponseEntity<byte[]> answer(
      Accepted accepted, JobWaiting.Waited waited, Preferences preferences) {
    JobDocument job = waited.job();
    ResponseEntity.BodyBuilder answer =
        answer(job.state().ended() ? HttpStatus.OK : HttpStatus.ACCEPTED, waited, preferences)
            .header("Location", "/v1/jobs/" + job.id());
    if (accepted.before()) {
      answer.header(REPLAYED, "true");
    }
    return answer.body(bytes(job));
  }

  private ResponseEntity.BodyBuilder answer(
      HttpStatus status, JobWaiting.Waited waited, Preferences preferences) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
    if (status == HttpStatus.ACCEPTED && preferences.respondAsync()) {
      answer.header(PREFERENCE_APPLIED, "respond-async");
    }
    if (waited.waited() && preferences.patience() != null) {
      answer.header(PREFERENCE_APPLIED, "wait=" + preferences.waitAtMost(maxWait).toSeconds());
    }
    return answer;
  }

  private Mono<JobDocument> cancelled(Cancellation became, JobId id, Actor actor) {
    return switch (became) {
      case CANCELLED, REQUESTED -> jobs.find(id).map(found -> access.visible(actor, found));
      case ENDED ->
          Mono.error(
              new ProblemException(
                  Problem.of(ProblemKind.JOB_ENDED, "there is nothing left to be cancelled")));
      case UNKNOWN -> Mono.error(JobAccess.noSuchJob());
    };
  }

  private static ResponseEntity<Void> deleted(Deletion became) {
    return switch (became) {
      case DELETED -> ResponseEntity.noContent().build();
      case ACTIVE ->
          throw new ProblemException(
              Problem.of(ProblemKind.JOB_ACTIVE, "only a job that has ended can be deleted"));
      case UNKNOWN -> throw JobAccess.noSuchJob();
    };
  }

  private Mono<JobDocument> seen(String id, Actor actor) {
    return jobs.seen(id, actor, access);
  }

  private static Preferences preferences(ServerHttpRequest request) {
    return Preferences.of(request.getHeaders().getOrEmpty(PREFER));
  }

  private byte[] bytes(JobDocument job) {
    return json.writeValueAsBytes(job);
  }
}
