package dev.tidegate.api;

import dev.tidegate.api.OpenRequestListener.End;
import dev.tidegate.api.OpenRequestListener.Kind;
import dev.tidegate.api.OpenRequestListener.Limit;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobSignals;
import dev.tidegate.policy.Actor;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;

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
   * @param notes what is sent besides
   */
  Mono<Void> send(
      Kind kind,
      ServerHttpResponse response,
      Actor reader,
      JobDocument job,
      Pages pages,
      StreamBody.Notes notes) {
    return Mono.defer(() -> {
      Bell bell = new Bell(timer);
      StreamBody body =
          new StreamBody(
              pages, bell, pace, notes, () -> sees(reader, job.id()), response.bufferFactory());
      return Mono.using(
          () -> enter(kind, reader, bell),
          place ->
              Mono.using(
                  () -> signals.watch(job.id(), bell::ring),
                  _ -> write(response, body, place),
                  JobSignals.Watch::close),
          OpenRequests.Place::close);
    });
  }

  private static Mono<Void> write(
      ServerHttpResponse response, StreamBody body, OpenRequests.Place place) {
    HttpServerResponse connection = ServerHttpResponseDecorator.getNativeResponse(response);
    place.closesBy(() -> connection.withConnection(JobStreams::close));
    return response
        .writeAndFlushWith(body.pages(place))
        .doOnSuccess(_ -> place.endsAs(body.end()))
        .doOnError(fault ->
            place.endsAs(
                DisconnectedClientHelper.isClientDisconnectedException(fault)
                    ? End.GONE
                    : End.FAILED));
  }

  /** Not by disposing of it, which waits for what is under way. */
  private static void close(Connection connection) {
    var _ = connection.channel().close();
  }

  private OpenRequests.Place enter(Kind kind, Actor reader, Bell bell) {
    return switch (open.enter(kind, reader.id(), bell)) {
      case OpenRequests.Entry.Entered(OpenRequests.Place place) -> place;
      case OpenRequests.Entry.Full(Limit reached) ->
          throw new ProblemException(
              switch (reached) {
                case ACTOR ->
                    Problem.of(
                        ProblemKind.ACTOR_LIMIT,
                        "as many requests of this actor are open as may be");
                case NODE ->
                    Problem.of(ProblemKind.NO_ROOM, "as many requests are open as this node takes");
                case DRAIN -> Problem.of(ProblemKind.NO_ROOM, "this node is being stopped");
              });
    };
  }

  private Mono<Boolean> sees(Actor reader, JobId id) {
    return jobs.find(id).map(found -> found.filter(job -> access.sees(reader, job)).isPresent());
  }
}
