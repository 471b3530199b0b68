package dev.tidegate.api;

import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobSignals;
import dev.tidegate.policy.Actor;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Answers that go on while a job does: at most so many, each until its reader goes away. */
final class JobStreams {

  private final StoredJobs jobs;
  private final JobAccess access;
  private final JobSignals signals;
  private final OpenRequests open;
  private final StreamBody.Pace pace;
  private final Scheduler timer;

  JobStreams(
      StoredJobs jobs,
      JobAccess access,
      JobSignals signals,
      OpenRequests open,
      StreamBody.Pace pace,
      Scheduler timer) {
    this.jobs = jobs;
    this.access = access;
    this.signals = signals;
    this.open = open;
    this.pace = pace;
    this.timer = timer;
  }

  /**
   * Sends pages, until the last of them or until the reader may not see the job any more.
   *
   * @param job what they are about
   * @param heartbeat sent where there is nothing for a while
   */
  Mono<Void> send(
      ServerHttpResponse response, Actor reader, JobDocument job, Pages pages, byte[] heartbeat) {
    return Mono.defer(() -> {
      Bell bell = new Bell(timer);
      StreamBody body =
          new StreamBody(
              pages, bell, pace, heartbeat, () -> sees(reader, job.id()), response.bufferFactory());
      return Mono.using(
          () -> enter(reader, bell),
          place ->
              Mono.using(
                  () -> signals.watch(job.id(), bell::ring),
                  _ -> response.writeAndFlushWith(body.pages(place)),
                  JobSignals.Watch::close),
          OpenRequests.Place::close);
    });
  }

  private OpenRequests.Place enter(Actor reader, Bell bell) {
    return switch (open.enter(reader.id(), bell)) {
      case OpenRequests.Entry.Entered(OpenRequests.Place place) -> place;
      case OpenRequests.Entry.Full(OpenRequests.Reached reached) ->
          throw new ProblemException(
              switch (reached) {
                case ACTOR ->
                    Problem.of(
                        ProblemKind.ACTOR_LIMIT,
                        "as many requests of this actor are open as may be");
                case NODE ->
                    Problem.of(ProblemKind.NO_ROOM, "as many requests are open as this node takes");
              });
    };
  }

  private Mono<Boolean> sees(Actor reader, JobId id) {
    return jobs.find(id).map(found -> found.filter(job -> access.sees(reader, job)).isPresent());
  }
}
