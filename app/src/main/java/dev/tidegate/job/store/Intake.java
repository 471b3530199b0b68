package dev.tidegate.job.store;

import dev.tidegate.job.Acceptance;
import dev.tidegate.job.Acceptance.Whose;
import dev.tidegate.job.IdempotencyKey;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobDocument.Allowance;
import dev.tidegate.job.JobDocument.Consumption;
import dev.tidegate.job.JobEvent;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobState;
import dev.tidegate.job.NewJob;
import dev.tidegate.job.Submission;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Accepts jobs within a transaction. */
final class Intake {

  private static final String ADD_JOB =
      """
      insert into jobs (id, actor, name, state, ready, rank, due_at, created_at, attempt,
        max_attempts, backoff, memory, events, logs, labels, limits)
      values (?, ?, ?, 'queued', 1, ?, ?, ?, 1, ?, ?, ?, 1, 0, ?, ?)
      """;
  private static final String ADD_REQUEST =
      """
      insert into job_requests (job_id, source, input, actor_meta, actor_groups, trace_parent)
      values (?, ?, ?, ?, ?, ?)
      """;
  private static final String ADD_LABEL =
      "insert into job_labels (job_id, actor, name, value) values (?, ?, ?, ?)";
  private static final String ADD_KEY =
      "insert into idempotency_keys (actor, key, fingerprint, job_id) values (?, ?, ?, ?)";
  private static final String FIND_KEY =
      "select fingerprint, job_id from idempotency_keys where actor = ? and key = ?";

  private final JdbcTemplate jdbc;
  private final JobTable table;
  private final JobQueries queries;
  private final QueueLimits limits;

  /**
   * Makes one.
   *
   * @param queries reads what the transaction sees
   */
  Intake(JdbcTemplate jdbc, JobTable table, JobQueries queries, QueueLimits limits) {
    this.jdbc = jdbc;
    this.table = table;
    this.queries = queries;
    this.limits = limits;
  }

  /** Accepts what may be accepted, gives each its outcome, and says which are new. */
  List<JobId> accept(List<Write.Accept> writes) {
    QueueLimits.Room room = limits.room();
    Map<ActorKey, Holder> holders = new HashMap<>();
    List<NewJob> accepted = new ArrayList<>();
    for (Write.Accept write : writes) {
      NewJob job = write.job;
      Holder holder = holder(job, holders);
      if (holder != null) {
        write.outcome(repeated(job, holder));
        continue;
      }
      Whose full = room.take(job.submission().actor().id());
      if (full != null) {
        write.outcome(new Acceptance.QueueFull(full, limits.most(full)));
        continue;
      }
      accepted.add(job);
      JobDocument document = document(job);
      write.outcome(new Acceptance.Accepted(document));
      IdempotencyKey key = job.idempotency();
      if (key != null) {
        holders.put(
            new ActorKey(document.actor(), key.key()),
            new Holder(key.fingerprint(), job.id(), document));
      }
    }
    write(accepted);
    return accepted.stream().map(NewJob::id).toList();
  }

  private record ActorKey(String actor, String key) {}

  /**
   * Who has a key.
   *
   * @param document null when it has to be looked up
   */
  private record Holder(String fingerprint, JobId id, @Nullable JobDocument document) {}

  private @Nullable Holder holder(NewJob job, Map<ActorKey, Holder> known) {
    IdempotencyKey key = job.idempotency();
    if (key == null) {
      return null;
    }
    String actor = job.submission().actor().id();
    Holder holder = known.get(new ActorKey(actor, key.key()));
    if (holder != null) {
      return holder;
    }
    List<Holder> stored =
        jdbc.query(
            FIND_KEY,
            statement -> new Binding(statement).text(actor).text(key.key()),
            (row, _) -> new Holder(row.getString(1), JobTable.id(row.getString(2)), null));
    return stored.isEmpty() ? null : stored.getFirst();
  }

  private Acceptance repeated(NewJob job, Holder holder) {
    IdempotencyKey key = job.idempotency();
    if (key == null || !holder.fingerprint().equals(key.fingerprint())) {
      return new Acceptance.KeyTaken(holder.id());
    }
    JobDocument document = holder.document();
    return new Acceptance.Repeated(
        document != null
            ? document
            : queries
                .find(holder.id())
                .orElseThrow(() -> new IllegalStateException("a key outlived its job")));
  }

  private void write(List<NewJob> jobs) {
    table.batch(ADD_JOB, jobs, Intake::bindJob);
    table.batch(ADD_REQUEST, jobs, Intake::bindRequest);
    table.addEvents(jobs.stream().map(Intake::accepted).toList());
    table.batch(ADD_LABEL, labels(jobs), Intake::bindLabel);
    table.batch(
        ADD_KEY, jobs.stream().filter(job -> job.idempotency() != null).toList(), Intake::bindKey);
  }

  private static StoredJob.Entry accepted(NewJob job) {
    return new StoredJob.Entry(
        job.id(),
        1,
        job.createdAt(),
        JobEvent.Kind.STATE,
        0,
        StoredJson.change(job.createdAt(), JobState.QUEUED, 1, null));
  }

  private static void bindJob(Binding binding, NewJob job) throws SQLException {
    Submission submission = job.submission();
    binding
        .id(job.id())
        .text(submission.actor().id())
        .text(submission.name())
        .number(-job.priority())
        .time(job.createdAt())
        .time(job.createdAt())
        .number(job.retry().maxAttempts())
        .number(job.retry().backoff().toMillis())
        .number(submission.limits().memory())
        .bytes(StoredJson.labels(submission.labels()))
        .bytes(StoredJson.limits(submission.limits()));
  }

  private static void bindRequest(Binding binding, NewJob job) throws SQLException {
    Submission submission = job.submission();
    binding
        .id(job.id())
        .bytes(submission.source().bytes())
        .bytes(submission.input().utf8())
        .bytes(StoredJson.metadata(submission.actor().meta()))
        .bytes(StoredJson.groups(submission.actor().groups()))
        .text(submission.trace() == null ? null : submission.trace().toString());
  }

  private record Label(JobId job, String actor, String name, String value) {}

  private static List<Label> labels(List<NewJob> jobs) {
    List<Label> labels = new ArrayList<>();
    for (NewJob job : jobs) {
      String actor = job.submission().actor().id();
      job.submission()
          .labels()
          .forEach((name, value) -> labels.add(new Label(job.id(), actor, name, value)));
    }
    return labels;
  }

  private static void bindLabel(Binding binding, Label label) throws SQLException {
    binding.id(label.job()).text(label.actor()).text(label.name()).text(label.value());
  }

  private static void bindKey(Binding binding, NewJob job) throws SQLException {
    IdempotencyKey key = job.idempotency();
    if (key != null) {
      binding
          .text(job.submission().actor().id())
          .text(key.key())
          .text(key.fingerprint())
          .id(job.id());
    }
  }

  private static JobDocument document(NewJob job) {
    Submission submission = job.submission();
    return new JobDocument(
        job.id(),
        submission.name(),
        JobState.QUEUED,
        submission.actor().id(),
        submission.labels(),
        job.createdAt().truncatedTo(ChronoUnit.MILLIS),
        null,
        null,
        1,
        job.retry().maxAttempts(),
        null,
        null,
        Allowance.of(submission.limits()),
        Consumption.NONE,
        null);
  }
}
