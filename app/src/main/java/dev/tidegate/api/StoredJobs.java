package dev.tidegate.api;

import dev.tidegate.job.Cancellation;
import dev.tidegate.job.Deletion;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobDocument.Line;
import dev.tidegate.job.JobEvent;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobPage;
import dev.tidegate.job.JobQuery;
import dev.tidegate.job.JobStore;
import dev.tidegate.policy.Actor;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The store as requests ask it. What it answers goes on on threads that are meant for writing
 * documents, and a client that goes away takes nothing back.
 */
final class StoredJobs {

  private final JobStore store;
  private final InstantSource clock;
  private final Scheduler answers;

  StoredJobs(JobStore store, InstantSource clock, Scheduler answers) {
    this.store = store;
    this.clock = clock;
    this.answers = answers;
  }

  Mono<Optional<JobDocument>> find(JobId id) {
    return answer(() -> store.find(id));
  }

  /**
   * A job that an actor may see; a problem where there is none.
   *
   * @param id as the actor writes it
   */
  Mono<JobDocument> seen(String id, Actor actor, JobAccess access) {
    return JobId.of(id)
        .map(known -> find(known).map(found -> access.visible(actor, found)))
        .orElseGet(() -> Mono.error(JobAccess.noSuchJob()));
  }

  Mono<JobPage> list(JobQuery query) {
    return answer(() -> store.list(query));
  }

  Mono<List<Line>> log(JobId id, long after, int limit) {
    return answer(() -> store.log(id, after, limit));
  }

  Mono<List<JobEvent>> events(JobId id, long after, int limit) {
    return answer(() -> store.events(id, after, limit));
  }

  Mono<Cancellation> cancel(JobId id) {
    return answer(() -> store.cancel(id, clock.instant()));
  }

  Mono<Deletion> delete(JobId id) {
    return answer(() -> store.delete(id));
  }

  /** What a stage completes with. */
  <T> Mono<T> answer(Supplier<CompletionStage<T>> question) {
    return Mono.fromFuture(() -> question.get().toCompletableFuture(), true).publishOn(answers);
  }
}
