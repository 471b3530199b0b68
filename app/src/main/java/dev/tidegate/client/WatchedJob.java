package dev.tidegate.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One job at the service, as somebody looks at it who wants to know how it goes on. */
final class WatchedJob {

  private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");
  private static final Duration HOLD = Duration.ofSeconds(30);

  private static final Duration LEAST_INTERVAL = Duration.ofMillis(500);

  /** Longer than any pause that a service leaves between two signs of life. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final Connection service;
  private final String path;

  WatchedJob(Connection service, String id) {
    this.service = service;
    path = "/v1/jobs/" + id;
  }

  /** Takes log entries. */
  @FunctionalInterface
  interface Log {

    /**
     * Takes the next one.
     *
     * @return whether to go on
     */
    boolean take(JsonNode entry);
  }

  /** Whether a job's document says that it has ended. */
  static boolean hasEnded(JsonNode job) {
    return ENDED.contains(Documents.text(job, "state"));
  }

  /** Its document as it is now. */
  JsonNode document() throws ClientException, InterruptedException {
    return service.document(Call.get(path));
  }

  /** Its document when it has ended. */
  JsonNode awaitEnd() throws ClientException, InterruptedException {
    while (true) {
      long asked = System.nanoTime();
      JsonNode job = service.document(Call.getWithin(path, HOLD));
      if (hasEnded(job)) {
        return job;
      }
      pauseSince(asked);
    }
  }

  /**
   * Passes on what it has written so far.
   *
   * @param since the position after which to begin; 0 for all
   */
  void readLog(long since, Log log) throws ClientException, InterruptedException {
    read(new Position(since, log), "");
  }

  /**
   * Passes on what it writes until it has ended. A connection that breaks is opened again where it
   * broke.
   *
   * @param since the position after which to begin; 0 for all
   */
  void followLog(long since, Log log) throws ClientException, InterruptedException {
    Position position = new Position(since, log);
    long asked = System.nanoTime();
    while (read(position, "&follow=true")) {
      if (hasEnded(document())) {
        // Whether the stream ended with the job or before it is not known.
        read(position, "");
        return;
      }
      pauseSince(asked);
      asked = System.nanoTime();
    }
  }

  /** A service that can't hold answers at the moment answers at once: it is not to be flooded. */
  private void pauseSince(long asked) throws InterruptedException {
    Duration left = LEAST_INTERVAL.minusNanos(System.nanoTime() - asked);
    if (left.isPositive()) {
      service.pause(left);
    }
  }

  /** Reads to the end of the answer; false when nobody wants more of it. */
  private boolean read(Position position, String more)
      throws ClientException, InterruptedException {
    Tries tries = service.tries();
    while (true) {
      try (LineStream lines =
          new LineStream(service.open(path + "/logs?since=" + position.seen + more))) {
        Optional<String> line = lines.next(IDLE);
        while (line.isPresent()) {
          tries.worked();
          if (!position.take(line.get())) {
            return false;
          }
          line = lines.next(IDLE);
        }
        return true;
      } catch (IOException | JacksonException lost) {
        tries.again(
            service.unreachable(
                lost instanceof IOException io ? io : new IOException("a line was cut off", lost)),
            Duration.ZERO);
      }
    }
  }

  /** How far a log has been read. */
  private static final class Position {

    private final Log log;
    private long seen;

    Position(long seen, Log log) {
      this.seen = seen;
      this.log = log;
    }

    /** Takes a line; empty ones are signs of life. */
    boolean take(String line) {
      if (line.isBlank()) {
        return true;
      }
      JsonNode entry = Documents.read(line);
      seen = Math.max(seen, entry.path("seq").asLong(seen));
      return log.take(entry);
    }
  }
}
