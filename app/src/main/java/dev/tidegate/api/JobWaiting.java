package dev.tidegate.api;

import dev.tidegate.api.OpenRequestListener.End;
import dev.tidegate.api.OpenRequestListener.Kind;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobSignals;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Waits for the end of jobs, whichever node they run on. */
final class JobWaiting {

  private final StoredJobs jobs;
  private final JobSignals signals;
  private final OpenRequests open;
  private final Duration lookInterval;
  private final Scheduler timer;

  /**
   * Makes one.
   *
   * @param lookInterval how long it relies on signals
   * @param timer where waits end
   */
  JobWaiting(
      StoredJobs jobs,
      JobSignals signals,
      OpenRequests open,
      Duration lookInterval,
      Scheduler timer) {
    this.jobs = jobs;
    this.signals = signals;
    this.open = open;
    this.lookInterval = lookInterval;
    this.timer = timer;
  }

  /**
   * What became of the wish to wait.
   *
   * @param job the job as it was last seen
   * @param waited whether there was room to wait
   */
  record Waited(JobDocument job, boolean waited) {}

  /**
   * Waits until a job has ended, or for this time; not at all where too many do.
   *
   * @param actor the id of the actor who waits
   */
  Mono<Waited> end(JobDocument job, String actor, Duration wait) {
    if (job.state().ended() || wait.isZero()) {
      return Mono.just(new Waited(job, !wait.isZero()));
    }
    return Mono.defer(() -> {
      Bell bell = new Bell(timer);
      return open.tryEnter(Kind.WAIT, actor, bell)
          .map(place ->
              Mono.using(
                  () -> place,
                  _ ->
                      Mono.using(
                          () -> signals.watch(job.id(), bell::ring),
                          _ -> wait(job.id(), place, bell, System.nanoTime() + wait.toNanos()),
                          JobSignals.Watch::close),
                  OpenRequests.Place::close))
          .map(waiting -> waiting.map(last -> new Waited(last, true)))
          .orElseGet(() -> Mono.just(new Waited(job, false)));
    });
  }

  private Mono<JobDocument> wait(JobId id, OpenRequests.Place place, Bell bell, long until) {
    return look(id, place, bell, until)
        .doOnNext(job ->
            place.endsAs(
                job.state().ended() ? End.COMPLETE : place.isOver() ? End.DRAINED : End.TIME))
        .doOnError(_ -> place.endsAs(End.FAILED));
  }

  private Mono<JobDocument> look(JobId id, OpenRequests.Place place, Bell bell, long until) {
    return Mono.defer(
            () -> {
              bell.arm();
              return jobs.find(id);
            })
        .map(found -> found.orElseThrow(JobAccess::noSuchJob))
        .filter(job -> job.state().ended() || place.isOver() || System.nanoTime() - until >= 0)
        .repeatWhenEmpty(looks -> looks.concatMap(_ -> bell.heard(pause(until))));
  }

  private Duration pause(long until) {
    Duration rest = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    return rest.compareTo(lookInterval) < 0 ? rest : lookInterval;
  }
}
