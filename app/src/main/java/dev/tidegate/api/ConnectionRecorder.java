package dev.tidegate.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidegate.job.AttemptEvents;
import dev.tidegate.job.JobEvent;
import dev.tidegate.lua.Json;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionIdentity;
import dev.tidegate.websocket.MessageType;
import dev.tidegate.websocket.Volume;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes what happens to a job's connections part of what happens to the job, as far as the attempt
 * has room for it: a connection has an event when it opens only if there will be room for that of
 * its end. No event holds the query of a URL, which may hold secrets, nor what a peer gives as its
 * reason.
 */
final class ConnectionRecorder implements ConnectionEvents {

  private final AttemptEvents attempts;
  private final InstantSource clock;
  private final JsonMapper json;

  /** Those whose end is to be told, by the connection's id. */
  private final Map<UUID, AttemptEvents.Attempt> told = new ConcurrentHashMap<>();

  ConnectionRecorder(AttemptEvents attempts, InstantSource clock, JsonMapper json) {
    this.attempts = attempts;
    this.clock = clock;
    this.json = json;
  }

  /** What a connection's events say. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Change(
      Instant time,
      UUID connection,
      String change,
      String url,
      @Nullable Boolean compressed,
      @Nullable Long connectMs,
      @Nullable Integer code,
      @Nullable String by,
      @Nullable Long openMs,
      @Nullable Volume received,
      @Nullable Volume sent) {}

  @Override
  public void opened(Opened opened) {
    ConnectionIdentity connection = opened.connection();
    attempts
        .of(connection.jobId())
        .filter(attempt -> attempt.reserve(2))
        .ifPresent(attempt -> {
          told.put(connection.id(), attempt);
          tell(
              attempt,
              new Change(
                  now(),
                  connection.id(),
                  "opened",
                  connection.url().textWithoutQuery(),
                  opened.compressed(),
                  opened.total().toMillis(),
                  null,
                  null,
                  null,
                  null,
                  null));
        });
  }

  @Override
  public void closed(Closed closed) {
    ConnectionIdentity connection = closed.connection();
    AttemptEvents.Attempt attempt = told.remove(connection.id());
    if (attempt != null) {
      tell(
          attempt,
          new Change(
              now(),
              connection.id(),
              "closed",
              connection.url().textWithoutQuery(),
              null,
              null,
              closed.closure().code().value(),
              closed.closure().initiator().text(),
              closed.open().toMillis(),
              closed.received(),
              closed.sent()));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void tell(AttemptEvents.Attempt attempt, Change change) {
    attempt.add(
        new JobEvent.Fresh(
            change.time(),
            JobEvent.Kind.CONNECTION,
            0,
            Json.ofUtf8(json.writeValueAsBytes(change))));
  }

  @Override
  public void denied(Denied denied) {}

  @Override
  public void connecting(ConnectionIdentity connection) {}

  @Override
  public void abandoned(Abandoned abandoned) {}

  @Override
  public void limited(Limited limited) {}

  @Override
  public void failed(Failed failed) {}

  @Override
  public void sent(MessageType type, int bytes) {}

  @Override
  public void received(MessageType type, int bytes) {}

  @Override
  public void answered(Answered answered) {}
}
