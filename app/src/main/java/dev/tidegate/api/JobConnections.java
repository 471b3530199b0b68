package dev.tidegate.api;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tidegate.job.AttemptEvents;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobEnquiries;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobState;
import dev.tidegate.job.JobWitness;
import dev.tidegate.lua.Json;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.ConnectionSnapshot;
import dev.tidegate.websocket.Volume;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * The connections that jobs have open. Only the node that runs a job knows them: where that is
 * another one, it is asked for the document, which is passed on as it is.
 */
final class JobConnections implements JobWitness {

  /** What a document needs besides its items. */
  private static final int FRAME_BYTES = 100;

  private final StoredJobs jobs;
  private final AttemptEvents attempts;
  private final ConnectionRegistry connections;
  private final JobEnquiries others;
  private final Duration patience;
  private final JsonMapper json;

  /**
   * Makes one.
   *
   * @param others knows those of jobs that run elsewhere
   * @param patience how long to wait for them
   */
  JobConnections(
      StoredJobs jobs,
      AttemptEvents attempts,
      ConnectionRegistry connections,
      JobEnquiries others,
      Duration patience,
      JsonMapper json) {
    this.jobs = jobs;
    this.attempts = attempts;
    this.connections = connections;
    this.others = others;
    this.patience = patience;
    this.json = json;
  }

  /** An open connection; without the peer's address, which scripts and their owners may not see. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Item(
      UUID id,
      String url,
      @Nullable String protocol,
      boolean compressed,
      Instant openedAt,
      long openMs,
      Volume received,
      Volume sent,
      Volume waiting,
      @Nullable Double roundTripMs) {

    static Item of(ConnectionSnapshot connection) {
      return new Item(
          connection.id(),
          connection.url(),
          connection.protocol(),
          connection.compressed(),
          connection.openedAt().truncatedTo(ChronoUnit.MILLIS),
          connection.age().toMillis(),
          connection.received(),
          connection.sent(),
          connection.waiting(),
          millis(connection.roundTrip()));
    }

    private static @Nullable Double millis(@Nullable Duration time) {
      return time == null ? null : Math.round(time.toNanos() / 1e3) / 1e3;
    }
  }

  /** Why a document does not have all. */
  enum Reason {
    /** The node that runs the job did not answer in time. */
    NO_ANSWER,
    /** There are more than one node tells another. */
    TOO_MANY;

    /** As documents name it. */
    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The answer.
   *
   * @param items those that are known
   * @param complete whether there are no others
   * @param reason why there may be others; null when there are none
   */
  record Document(List<Item> items, boolean complete, @Nullable Reason reason) {

    Document {
      items = List.copyOf(items);
    }

    static Document complete(List<Item> items) {
      return new Document(items, true, null);
    }

    /** As many of these as one node tells another. */
    static Document limited(List<Item> all, JsonMapper json) {
      List<Item> some = new ArrayList<>();
      int room = MOST_BYTES - FRAME_BYTES;
      for (Item item : all) {
        room -= json.writeValueAsBytes(item).length + 1;
        if (room < 0) {
          return new Document(some, false, Reason.TOO_MANY);
        }
        some.add(item);
      }
      return complete(some);
    }
  }

  /** The document of a job's connections, as JSON. */
  Mono<byte[]> of(JobDocument job) {
    if (isKnownHere(job)) {
      return Mono.fromSupplier(() -> json.writeValueAsBytes(Document.complete(items(job.id()))));
    }
    return jobs.answer(() -> others.ask(job.id(), patience))
        .flatMap(answer -> answer.map(Json::utf8).map(Mono::just).orElseGet(() -> unanswered(job)));
  }

  private boolean isKnownHere(JobDocument job) {
    return job.state() != JobState.RUNNING || attempts.of(job.id().toString()).isPresent();
  }

  /** Nobody has answered: the job has come to its end, or here, meanwhile, or nobody can. */
  private Mono<byte[]> unanswered(JobDocument job) {
    return jobs.find(job.id())
        .map(found ->
            isKnownHere(found.orElse(job))
                ? Document.complete(items(job.id()))
                : new Document(List.of(), false, Reason.NO_ANSWER))
        .map(json::writeValueAsBytes);
  }

  private List<Item> items(JobId id) {
    return connections.ofJob(id.toString()).stream().map(Item::of).toList();
  }

  @Override
  public Optional<Json> tell(JobId id) {
    return attempts
        .of(id.toString())
        .map(_ -> Json.ofUtf8(json.writeValueAsBytes(Document.limited(items(id), json))));
  }
}
