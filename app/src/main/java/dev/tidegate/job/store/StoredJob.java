package dev.tidegate.job.store;

import dev.tidegate.job.AttemptEnding;
import dev.tidegate.job.JobDocument.Cause;
import dev.tidegate.job.JobDocument.Consumption;
import dev.tidegate.job.JobEvent;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobState;
import dev.tidegate.job.Retry;
import dev.tidegate.lua.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decides about a job, as a transaction has it locked, and what the transaction does to it.
 * Belongs to one transaction.
 */
final class StoredJob {

  private final JobId id;
  private final Retry retry;
  private final List<Entry> entries = new ArrayList<>();
  private JobState state;
  private int attempt;
  private @Nullable String node;
  private @Nullable Long lease;
  private @Nullable Instant cancelAt;
  private long events;
  private long logs;

  private boolean ready;
  private Instant due;
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;
  private @Nullable Consumption usage;
  private @Nullable Cause error;
  private @Nullable Json result;

  private boolean changed;

  /** One that is in the database. */
  StoredJob(
      JobId id,
      Retry retry,
      JobState state,
      int attempt,
      @Nullable String node,
      @Nullable Long lease,
      @Nullable Instant cancelAt,
      Instant due,
      @Nullable Instant startedAt,
      long events,
      long logs) {
    this.id = id;
    this.retry = retry;
    this.state = state;
    this.attempt = attempt;
    this.node = node;
    this.lease = lease;
    this.cancelAt = cancelAt;
    this.due = due;
    this.startedAt = startedAt;
    this.events = events;
    this.logs = logs;
  }

  /** An event with its position. */
  record Entry(JobId job, long seq, Instant time, JobEvent.Kind kind, long logSeq, Json data) {}

  /** Whether this attempt is under way on this node. */
  boolean runs(int number, String where) {
    return state == JobState.RUNNING && attempt == number && where.equals(node);
  }

  /** Whether it has ended with this attempt on this node. */
  boolean endedBy(int number, String where) {
    return state.ended() && attempt == number && where.equals(node);
  }

  /** Adds events; log entries that are there already are left out, so that this may be repeated. */
  void add(List<JobEvent.Fresh> fresh) {
    for (JobEvent.Fresh each : fresh) {
      if (each.kind() != JobEvent.Kind.LOG) {
        add(each.time(), each.kind(), 0, each.data());
      } else if (each.logSeq() > logs) {
        logs = each.logSeq();
        add(each.time(), each.kind(), logs, each.data());
      }
    }
  }

  /** A node takes it on. */
  void start(String where, long version, Instant now) {
    node = where;
    lease = version;
    startedAt = now;
    ready = false;
    become(JobState.RUNNING, now, null);
  }

  /** It has ended, and nothing will change it any more. */
  void finish(AttemptEnding.Final end) {
    finishedAt = end.at();
    result = end.state() == JobState.SUCCEEDED ? end.result() : null;
    error = end.error();
    usage = end.usage();
    lease = null;
    ready = false;
    become(end.state(), end.at(), end.error());
  }

  /** Its next attempt follows. */
  void requeue(AttemptEnding.Again again) {
    attempt++;
    node = null;
    lease = null;
    startedAt = null;
    due = again.due();
    ready = !due.isAfter(again.at());
    usage = again.usage();
    become(JobState.QUEUED, again.at(), again.error());
  }

  /** Somebody wants it to stop. */
  void requestCancel(Instant now) {
    if (cancelAt == null) {
      cancelAt = now;
      changed = true;
    }
  }

  /** The node has lost it, so that nothing the node says of it counts. */
  void lost() {
    node = null;
  }

  boolean attemptsLeft() {
    return attempt < retry.maxAttempts();
  }

  JobId id() {
    return id;
  }

  Retry retry() {
    return retry;
  }

  JobState state() {
    return state;
  }

  int attempt() {
    return attempt;
  }

  @Nullable String node() {
    return node;
  }

  @Nullable Long lease() {
    return lease;
  }

  @Nullable Instant cancelAt() {
    return cancelAt;
  }

  boolean cancelRequested() {
    return cancelAt != null;
  }

  boolean ready() {
    return ready;
  }

  Instant due() {
    return due;
  }

  @Nullable Instant startedAt() {
    return startedAt;
  }

  @Nullable Instant finishedAt() {
    return finishedAt;
  }

  @Nullable Consumption usage() {
    return usage;
  }

  @Nullable Cause error() {
    return error;
  }

  @Nullable Json result() {
    return result;
  }

  long events() {
    return events;
  }

  long logs() {
    return logs;
  }

  /** Its new events. */
  List<Entry> entries() {
    return entries;
  }

  /** Whether anything but events has come to it. */
  boolean changed() {
    return changed;
  }

  private void become(JobState next, Instant now, @Nullable Cause why) {
    state = next;
    changed = true;
    add(now, JobEvent.Kind.STATE, 0, StoredJson.change(now, next, attempt, why));
  }

  private void add(Instant time, JobEvent.Kind kind, long logSeq, Json data) {
    events++;
    entries.add(new Entry(id, events, time, kind, logSeq, data));
  }
}
