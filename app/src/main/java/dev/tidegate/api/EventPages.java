package dev.tidegate.api;

import dev.tidegate.job.JobEvent;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A job's events as {@code text/event-stream}, up to the one that tells of its end. */
final class EventPages implements Pages {

  static final int PAGE = 100;

  /** Clients are asked to wait so long before they come back after a break. */
  private static final byte[] OPENING = "retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);

  private final StoredJobs jobs;
  private final JsonMapper json;
  private final JobId id;
  private long after;
  private boolean opened;

  /**
   * Reads from a position on.
   *
   * @param after the position of the last event that the reader knows; 0 for none
   */
  EventPages(StoredJobs jobs, JsonMapper json, JobId id, long after) {
    this.jobs = jobs;
    this.json = json;
    this.id = id;
    this.after = after;
  }

  @Override
  public Mono<Page> next() {
    if (!opened) {
      opened = true;
      return Mono.just(new Page(List.of(OPENING), false));
    }
    return jobs.events(id, after, PAGE).map(this::page);
  }

  private Page page(List<JobEvent> events) {
    if (events.isEmpty()) {
      return Page.NOTHING;
    }
    after = events.getLast().seq();
    return new Page(
        events.stream().map(EventPages::text).toList(), events.stream().anyMatch(this::isEnd));
  }

  private static byte[] text(JobEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        "id: %d\nevent: %s\ndata: "
            .formatted(event.seq(), event.kind().text())
            .getBytes(StandardCharsets.US_ASCII));
    for (byte b : event.data().utf8()) {
      // Between the tokens of JSON a line break means nothing; in a stream it would end the field.
      bytes.write(b == '\n' || b == '\r' ? ' ' : b);
    }
    bytes.write('\n');
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private boolean isEnd(JobEvent event) {
    return event.kind() == JobEvent.Kind.STATE
        && JobState.of(json.readTree(event.data().utf8()).path("state").asString())
            .filter(JobState::ended)
            .isPresent();
  }
}
