package dev.tidegate.job;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.LogEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens in an attempt, on its way to the store. Who runs scripts puts in and never waits;
 * one thread takes out, several events at a time. The limits on a job's output and on its other
 * events bound what is here, and its output counts as the job's memory.
 */
final class AttemptJournal {

  /** What comes within this time of the first is taken out together. */
  static final Duration PERIOD = Duration.ofMillis(150);

  /** Unless it is as much as this. */
  static final int BATCH_BYTES = 64 << 10;

  private static final int BATCH_EVENTS = 500;

  /** What an event takes besides its text; an estimate. */
  private static final int EVENT_BYTES = 100;

  private final JsonMapper json;
  private final long lastLogSeq;
  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private boolean ended;

  /**
   * Begins one.
   *
   * @param lastLogSeq the position of the last log entry of earlier attempts
   */
  AttemptJournal(JsonMapper json, long lastLogSeq) {
    this.json = json;
    this.lastLogSeq = lastLogSeq;
  }

  private sealed interface Item {}

  private record Entry(LogEntry entry) implements Item {}

  private record Event(JobEvent.Fresh event) implements Item {}

  private record End() implements Item {}

  /** The script has written a log entry. */
  void log(LogEntry entry) {
    items.add(new Entry(entry));
  }

  /** Something else has happened. */
  void event(JobEvent.Fresh event) {
    items.add(new Event(event));
  }

  /** Nothing more will happen. */
  void end() {
    items.add(new End());
  }

  /**
   * Waits for what happens next.
   *
   * @return it, and what happens soon after; empty only at the end
   */
  List<JobEvent.Fresh> next() throws InterruptedException {
    List<JobEvent.Fresh> batch = new ArrayList<>();
    Item item = items.take();
    long deadline = System.nanoTime() + PERIOD.toNanos();
    int bytes = 0;
    while (item != null) {
      JobEvent.Fresh event = event(item);
      if (event == null) {
        ended = true;
        return batch;
      }
      batch.add(event);
      bytes += EVENT_BYTES + event.data().utf8().length;
      if (bytes >= BATCH_BYTES || batch.size() == BATCH_EVENTS) {
        return batch;
      }
      item = items.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    return batch;
  }

  /** Whether all has been taken out that there will be. */
  boolean hasEnded() {
    return ended;
  }

  private JobEvent.@Nullable Fresh event(Item item) {
    return switch (item) {
      case Entry(LogEntry entry) -> logged(JobDocument.Line.of(entry));
      case Event(JobEvent.Fresh event) -> event;
      case End _ -> null;
    };
  }

  private JobEvent.Fresh logged(JobDocument.Line line) {
    long seq = lastLogSeq + line.seq();
    JobDocument.Line numbered =
        new JobDocument.Line(seq, line.time(), line.level(), line.message(), line.fields());
    return new JobEvent.Fresh(
        line.time(), JobEvent.Kind.LOG, seq, Json.ofUtf8(json.writeValueAsBytes(numbered)));
  }
}
