package dev.tidegate.api;

import dev.tidegate.job.JobDocument.Line;
import dev.tidegate.job.JobId;
import java.util.Arrays;
import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A job's log as {@code application/x-ndjson}. */
final class LogPages implements Pages {

  static final int PAGE = 100;

  private final StoredJobs jobs;
  private final JsonMapper json;
  private final JobId id;
  private final boolean follow;
  private long after;
  private long rest;

  /**
   * Reads from a position on.
   *
   * @param after the position of the last entry that the reader knows; 0 for none
   * @param most at most as many entries
   * @param follow whether to go on until the job has ended
   */
  LogPages(StoredJobs jobs, JsonMapper json, JobId id, long after, long most, boolean follow) {
    this.jobs = jobs;
    this.json = json;
    this.id = id;
    this.after = after;
    this.rest = most;
    this.follow = follow;
  }

  @Override
  public Mono<Page> next() {
    return read().flatMap(page -> page.isEmpty() && follow ? unlessEnded() : Mono.just(page));
  }

  /**
   * There was nothing to read. What was written before the job ended is there when it has ended, so
   * the log is looked at once more after that.
   */
  private Mono<Page> unlessEnded() {
    return jobs.find(id)
        .flatMap(found ->
            found.isPresent() && !found.get().state().ended()
                ? Mono.just(Page.NOTHING)
                : read().map(page -> page.isEmpty() ? Page.END : page));
  }

  private Mono<Page> read() {
    int most = (int) Math.min(PAGE, rest);
    return jobs.log(id, after, most).map(lines -> page(lines, most));
  }

  private Page page(List<Line> lines, int most) {
    if (!lines.isEmpty()) {
      after = lines.getLast().seq();
    }
    rest -= lines.size();
    return new Page(
        lines.stream().map(this::text).toList(), rest == 0 || (!follow && lines.size() < most));
  }

  private byte[] text(Line line) {
    byte[] object = json.writeValueAsBytes(line);
    byte[] text = Arrays.copyOf(object, object.length + 1);
    text[object.length] = '\n';
    return text;
  }
}
