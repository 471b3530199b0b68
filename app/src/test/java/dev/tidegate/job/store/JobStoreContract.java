package dev.tidegate.job.store;

import static dev.tidegate.job.store.SampleJobs.BROKEN;
import static dev.tidegate.job.store.SampleJobs.NOW;
import static dev.tidegate.job.store.SampleJobs.USED;
import static dev.tidegate.job.store.SampleJobs.again;
import static dev.tidegate.job.store.SampleJobs.connection;
import static dev.tidegate.job.store.SampleJobs.failed;
import static dev.tidegate.job.store.SampleJobs.line;
import static dev.tidegate.job.store.SampleJobs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.job.Acceptance;
import dev.tidegate.job.Cancellation;
import dev.tidegate.job.ClaimedJob;
import dev.tidegate.job.Deletion;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobEvent;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobPage;
import dev.tidegate.job.JobQuery;
import dev.tidegate.job.JobState;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.NewJob;
import dev.tidegate.job.StoreUnavailableException;
import dev.tidegate.job.TraceParent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;

/** What a store of jobs does, whatever it keeps them in. */
abstract class JobStoreContract {

  static final String NODE = "node-1";
  private static final String OTHER_NODE = "node-2";
  private static final Instant LATER = NOW.plusSeconds(60);

  private TemporaryStore temporary;

  /** Opens the store of this test; opened again, it is the same. */
  abstract TemporaryStore open(QueueBounds bounds) throws Exception;

  @BeforeEach
  void open() throws Exception {
    temporary = open(TemporaryStore.WIDE);
  }

  @AfterEach
  void close() {
    temporary.close();
  }

  @Test
  void an_accepted_job_is_queued() {
    NewJob job = SampleJobs.of("alice").name("prices").label("env", "dev").make();

    JobDocument accepted = accept(job);

    assertThat(accepted).isEqualTo(find(job.id()));
    assertThat(accepted.state()).isEqualTo(JobState.QUEUED);
    assertThat(accepted.name()).isEqualTo("prices");
    assertThat(accepted.actor()).isEqualTo("alice");
    assertThat(accepted.labels()).isEqualTo(Map.of("env", "dev"));
    assertThat(accepted.createdAt()).isEqualTo(NOW);
    assertThat(accepted.startedAt()).isNull();
    assertThat(accepted.attempt()).isOne();
    assertThat(temporary.queued(job.id())).isTrue();
    assertThat(states(job.id())).containsExactly("{\"state\":\"queued\",\"attempt\":1}");
  }

  /** As while an upgrade is rolled out, and after it was rolled back. */
  @Test
  void tables_that_a_newer_version_has_added_to_are_used_all_the_same() throws Exception {
    NewJob before = SampleJobs.of("alice").make();
    accept(before);
    JdbcTemplate newer = temporary.database().writer();
    newer.execute("alter table jobs add column later text");
    newer.execute("create table later (id text primary key)");
    newer.update(
        """
        insert into schema_history
          (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
        select max(installed_rank) + 1, '1000', 'later', 'SQL', 'V1000__later.sql', 1, 'newer', 1, true
        from schema_history
        """);

    reopen(TemporaryStore.WIDE);

    assertThat(claimOne().id()).isEqualTo(before.id());
    NewJob after = SampleJobs.of("alice").make();
    accept(after);
    assertThat(claimOne().id()).isEqualTo(after.id());
  }

  @Test
  void what_is_claimed_is_what_was_submitted() {
    NewJob job =
        SampleJobs.of("alice")
            .name("prices")
            .label("env", "dev")
            .attempts(3, Duration.ofSeconds(7))
            .trace(new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true))
            .make();
    accept(job);

    ClaimedJob claimed = claimOne();

    assertThat(claimed.id()).isEqualTo(job.id());
    assertThat(claimed.attempt()).isOne();
    assertThat(claimed.retry()).isEqualTo(job.retry());
    assertThat(claimed.createdAt()).isEqualTo(NOW);
    assertThat(claimed.startedAt()).isEqualTo(LATER);
    assertThat(claimed.lastLogSeq()).isZero();
    assertThat(claimed.submission())
        .usingRecursiveComparison()
        .ignoringFields("source")
        .isEqualTo(job.submission());
    assertThat(claimed.submission().source().bytes()).asString().isEqualTo("return ...");
    JobDocument running = find(job.id());
    assertThat(running.state()).isEqualTo(JobState.RUNNING);
    assertThat(running.startedAt()).isEqualTo(LATER);
    assertThat(claim(10)).isEmpty();
  }

  @Test
  void a_job_that_succeeds_keeps_its_result_and_leaves_the_queue() {
    ClaimedJob job = running();

    assertThat(await(jobs().end(job.id(), 1, NODE, List.of(line(1, "bye")), succeeded(LATER))))
        .contains(JobState.SUCCEEDED);

    JobDocument ended = find(job.id());
    assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(ended.result()).hasToString("[1]");
    assertThat(ended.error()).isNull();
    assertThat(ended.usage()).isEqualTo(USED);
    assertThat(ended.finishedAt()).isEqualTo(LATER);
    assertThat(temporary.queued(job.id())).isFalse();
    assertThat(kinds(job.id())).containsExactly("state", "state", "log", "state");
    assertThat(await(jobs().active())).isEqualTo(Map.of(JobState.QUEUED, 0L, JobState.RUNNING, 0L));
  }

  @Test
  void what_has_not_ended_is_counted_with_the_time_since_when_the_oldest_waits() {
    assertThat(await(temporary.store().backlog())).isEqualTo(new Backlog(0, 0, 0, null));

    accept(SampleJobs.of("alice").attempts(2, Duration.ofSeconds(5)).make());
    ClaimedJob failing = claimOne();
    accept(SampleJobs.of("alice").make());
    Backlog waiting = await(temporary.store().backlog());
    assertThat(waiting).isEqualTo(new Backlog(1, 0, 1, NOW));

    claimOne();
    await(jobs().end(failing.id(), 1, NODE, List.of(), again(LATER, LATER.plusSeconds(5))));
    assertThat(await(temporary.store().backlog()))
        .isEqualTo(new Backlog(0, 1, 1, LATER.plusSeconds(5)));
  }

  @Test
  void a_job_that_fails_says_why() {
    ClaimedJob job = running();

    await(jobs().end(job.id(), 1, NODE, List.of(), failed(LATER)));

    JobDocument ended = find(job.id());
    assertThat(ended.state()).isEqualTo(JobState.FAILED);
    assertThat(ended.error()).isEqualTo(BROKEN);
    assertThat(ended.result()).isNull();
    assertThat(states(job.id()).getLast())
        .startsWith("{\"state\":\"failed\",\"attempt\":1,\"error\":{\"reason\":\"script\"")
        .contains("\"details\":{\"n\":1.0e2}");
  }

  @Test
  void an_attempt_that_is_followed_by_another_waits_until_that_is_due() {
    accept(SampleJobs.of("alice").attempts(2, Duration.ofSeconds(5)).make());
    ClaimedJob first = claimOne();
    await(jobs().append(first.id(), 1, NODE, List.of(line(1, "one"), line(2, "two"))));

    assertThat(
            await(
                jobs()
                    .end(
                        first.id(),
                        1,
                        NODE,
                        List.of(line(3, "three")),
                        again(LATER, LATER.plusSeconds(5)))))
        .contains(JobState.QUEUED);

    JobDocument waiting = find(first.id());
    assertThat(waiting.state()).isEqualTo(JobState.QUEUED);
    assertThat(waiting.attempt()).isEqualTo(2);
    assertThat(waiting.startedAt()).isNull();
    assertThat(temporary.queued(first.id())).isTrue();
    assertThat(claim(LATER.plusSeconds(4), 10)).isEmpty();
    ClaimedJob second = claim(LATER.plusSeconds(5), 10).getFirst();
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.lastLogSeq()).isEqualTo(3);
    assertThat(second.lease()).isGreaterThan(first.lease());
  }

  @Test
  void another_attempt_after_the_last_fails_the_job() {
    ClaimedJob job = running();

    assertThat(await(jobs().end(job.id(), 1, NODE, List.of(), again(LATER, LATER))))
        .contains(JobState.FAILED);

    assertThat(find(job.id()).error()).isEqualTo(BROKEN);
  }

  @Test
  void what_a_node_says_of_an_attempt_that_is_not_its_own_changes_nothing() {
    accept(SampleJobs.of("alice").attempts(3, Duration.ZERO).make());
    ClaimedJob old = claimOne();
    jobs().recover(old.id(), NODE, old.lease(), LATER);
    ClaimedJob job = claimOne(OTHER_NODE);
    List<JobEvent> before = events(job.id());

    assertThat(await(jobs().append(job.id(), 1, NODE, List.of(line(1, "late"))))).isFalse();
    assertThat(await(jobs().append(job.id(), 2, NODE, List.of(line(1, "late"))))).isFalse();
    assertThat(await(jobs().end(job.id(), 1, NODE, List.of(), succeeded(LATER)))).isEmpty();
    assertThat(await(jobs().end(job.id(), 1, OTHER_NODE, List.of(), succeeded(LATER)))).isEmpty();
    jobs().recover(job.id(), NODE, old.lease(), LATER);
    jobs().recover(job.id(), OTHER_NODE, old.lease(), LATER);

    assertThat(job.attempt()).isEqualTo(2);
    assertThat(events(job.id())).isEqualTo(before);
    assertThat(find(job.id()).state()).isEqualTo(JobState.RUNNING);
    assertThat(await(jobs().end(job.id(), 2, OTHER_NODE, List.of(), succeeded(LATER))))
        .contains(JobState.SUCCEEDED);
  }

  @Test
  void an_end_may_be_repeated_by_the_node_that_is_not_sure() {
    ClaimedJob job = running();
    await(jobs().end(job.id(), 1, NODE, List.of(line(1, "bye")), succeeded(LATER)));
    List<JobEvent> before = events(job.id());

    assertThat(await(jobs().end(job.id(), 1, NODE, List.of(line(1, "bye")), failed(LATER))))
        .contains(JobState.SUCCEEDED);

    assertThat(events(job.id())).isEqualTo(before);
  }

  @Test
  void log_entries_that_are_sent_again_are_there_once() {
    ClaimedJob job = running();
    await(jobs().append(job.id(), 1, NODE, List.of(line(1, "one"), line(2, "two"))));

    assertThat(
            await(
                jobs()
                    .append(
                        job.id(),
                        1,
                        NODE,
                        List.of(line(1, "one"), line(2, "two"), line(3, "three")))))
        .isTrue();

    assertThat(await(jobs().log(job.id(), 0, 10)))
        .extracting(JobDocument.Line::message)
        .containsExactly("one", "two", "three");
    assertThat(events(job.id())).extracting(JobEvent::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void logs_and_events_are_read_from_a_position_on() {
    ClaimedJob job = running();
    await(
        jobs()
            .append(
                job.id(), 1, NODE, List.of(line(1, "one"), connection("opened"), line(2, "two"))));
    await(jobs().append(job.id(), 1, NODE, List.of(line(3, "three"))));

    assertThat(await(jobs().log(job.id(), 1, 1)))
        .extracting(JobDocument.Line::message)
        .containsExactly("two");
    assertThat(await(jobs().log(job.id(), 3, 10))).isEmpty();
    assertThat(await(jobs().events(job.id(), 3, 2)))
        .extracting(event -> event.kind().text())
        .containsExactly("connection", "log");
    assertThat(kinds(job.id()))
        .containsExactly("state", "state", "log", "connection", "log", "log");
  }

  @Test
  void a_job_that_waits_is_cancelled_at_once() {
    JobId id = accept(SampleJobs.of("alice").make()).id();

    assertThat(await(jobs().cancel(id, LATER))).isEqualTo(Cancellation.CANCELLED);

    JobDocument ended = find(id);
    assertThat(ended.state()).isEqualTo(JobState.CANCELLED);
    assertThat(ended.finishedAt()).isEqualTo(LATER);
    assertThat(ended.error()).extracting(JobDocument.Cause::reason).isEqualTo("cancelled");
    assertThat(temporary.queued(id)).isFalse();
    assertThat(claim(10)).isEmpty();
    assertThat(await(jobs().cancel(id, LATER))).isEqualTo(Cancellation.ENDED);
    assertThat(await(jobs().cancel(SampleJobs.of("alice").make().id(), LATER)))
        .isEqualTo(Cancellation.UNKNOWN);
  }

  @Test
  void a_job_that_runs_is_cancelled_whatever_its_attempt_comes_to() {
    accept(SampleJobs.of("alice").attempts(3, Duration.ZERO).make());
    ClaimedJob job = claimOne();
    List<JobEvent> before = events(job.id());

    assertThat(await(jobs().cancel(job.id(), LATER))).isEqualTo(Cancellation.REQUESTED);

    assertThat(await(jobs().cancel(job.id(), LATER))).isEqualTo(Cancellation.REQUESTED);
    assertThat(events(job.id())).isEqualTo(before);
    assertThat(await(jobs().cancelled(NODE))).containsExactly(job.id());
    assertThat(await(jobs().cancelled(OTHER_NODE))).isEmpty();
    assertThat(await(jobs().end(job.id(), 1, NODE, List.of(), again(LATER, LATER))))
        .contains(JobState.CANCELLED);
    assertThat(find(job.id()).state()).isEqualTo(JobState.CANCELLED);
    assertThat(find(job.id()).usage()).isEqualTo(USED);
    assertThat(await(jobs().cancelled(NODE))).isEmpty();
    assertThat(temporary.queued(job.id())).isFalse();
  }

  @Test
  void a_success_that_comes_after_the_wish_to_cancel_has_no_result() {
    ClaimedJob job = running();
    await(jobs().cancel(job.id(), LATER));

    await(jobs().end(job.id(), 1, NODE, List.of(), succeeded(LATER)));

    assertThat(find(job.id()).state()).isEqualTo(JobState.CANCELLED);
    assertThat(find(job.id()).result()).isNull();
  }

  @Test
  void a_job_whose_node_is_gone_is_tried_again_after_its_backoff() {
    accept(SampleJobs.of("alice").attempts(2, Duration.ofSeconds(5)).make());
    ClaimedJob job = claimOne();

    jobs().recover(job.id(), NODE, job.lease(), LATER);

    assertThat(find(job.id()).state()).isEqualTo(JobState.QUEUED);
    assertThat(states(job.id()).getLast())
        .startsWith("{\"state\":\"queued\",\"attempt\":2,\"error\":{\"reason\":\"interrupted\"");
    assertThat(claim(LATER.plusSeconds(4), 1)).isEmpty();
    assertThat(claim(LATER.plusSeconds(5), 1)).hasSize(1);
  }

  @Test
  void a_job_whose_node_is_gone_fails_if_it_has_no_attempts_left() {
    ClaimedJob job = running();

    jobs().recover(job.id(), NODE, job.lease(), LATER);

    JobDocument ended = find(job.id());
    assertThat(ended.state()).isEqualTo(JobState.FAILED);
    assertThat(ended.error()).extracting(JobDocument.Cause::reason).isEqualTo("interrupted");
    assertThat(temporary.queued(job.id())).isFalse();
    assertThat(await(jobs().end(job.id(), 1, NODE, List.of(), succeeded(LATER)))).isEmpty();
  }

  @Test
  void a_job_whose_node_is_gone_is_cancelled_if_somebody_wanted_that() {
    accept(SampleJobs.of("alice").attempts(2, Duration.ZERO).make());
    ClaimedJob job = claimOne();
    await(jobs().cancel(job.id(), LATER));

    jobs().recover(job.id(), NODE, job.lease(), LATER);

    assertThat(find(job.id()).state()).isEqualTo(JobState.CANCELLED);
    assertThat(temporary.queued(job.id())).isFalse();
  }

  @Test
  void the_same_submission_under_the_same_key_is_accepted_once() {
    NewJob job = SampleJobs.of("alice").key("k", "f1").make();
    accept(job);

    assertThat(await(jobs().accept(SampleJobs.of("alice").key("k", "f1").make())))
        .isEqualTo(new Acceptance.Repeated(find(job.id())));
    assertThat(await(jobs().accept(SampleJobs.of("alice").key("k", "f2").make())))
        .isEqualTo(new Acceptance.KeyTaken(job.id()));
    assertThat(await(jobs().accept(SampleJobs.of("bob").key("k", "f2").make())))
        .isInstanceOf(Acceptance.Accepted.class);
    claimOne();
    assertThat(await(jobs().accept(SampleJobs.of("alice").key("k", "f1").make())))
        .isEqualTo(new Acceptance.Repeated(find(job.id())));
  }

  @Test
  void of_many_submissions_under_one_key_at_the_same_time_one_is_accepted() {
    List<CompletionStage<Acceptance>> answers =
        IntStream.range(0, 50)
            .mapToObj(_ -> jobs().accept(SampleJobs.of("alice").key("k", "f").make()))
            .toList();

    assertThat(answers.stream().map(JobStoreContract::await))
        .filteredOn(Acceptance.Accepted.class::isInstance)
        .hasSize(1);
    assertThat(list(query()).jobs()).hasSize(1);
  }

  @Test
  void a_key_is_free_again_when_its_job_is_forgotten() {
    NewJob job = SampleJobs.of("alice").key("k", "f").make();
    accept(job);
    await(jobs().cancel(job.id(), LATER));
    await(jobs().delete(job.id()));

    assertThat(await(jobs().accept(SampleJobs.of("alice").key("k", "other").make())))
        .isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void an_actor_may_have_only_so_many_jobs_that_wait() throws Exception {
    reopen(new QueueBounds(10, 2, 100));
    accept(SampleJobs.of("alice").make());
    JobId second = accept(SampleJobs.of("alice").make()).id();

    assertThat(await(jobs().accept(SampleJobs.of("alice").make())))
        .isEqualTo(new Acceptance.QueueFull(Acceptance.Whose.ACTOR, 2));
    accept(SampleJobs.of("bob").make());
    await(jobs().cancel(second, LATER));
    accept(SampleJobs.of("alice").make());
  }

  @Test
  void all_actors_together_may_have_only_so_many_jobs_that_wait() throws Exception {
    reopen(new QueueBounds(10, 5, 5));
    List<CompletionStage<Acceptance>> answers =
        IntStream.range(0, 8)
            .mapToObj(i -> jobs().accept(SampleJobs.of("actor-" + i).make()))
            .toList();

    assertThat(answers.stream().map(JobStoreContract::await))
        .filteredOn(new Acceptance.QueueFull(Acceptance.Whose.STORE, 5)::equals)
        .hasSize(3);
    claim(1);
    accept(SampleJobs.of("alice").make());
  }

  @Test
  void an_actor_may_have_only_so_many_jobs_running() throws Exception {
    reopen(new QueueBounds(2, 100, 100));
    for (int i = 0; i < 4; i++) {
      accept(SampleJobs.of("alice").make());
    }

    List<ClaimedJob> two = claim(10);

    assertThat(two).hasSize(2);
    assertThat(claim(10)).isEmpty();
    await(jobs().end(two.getFirst().id(), 1, NODE, List.of(), succeeded(LATER)));
    assertThat(claim(10)).hasSize(1);
  }

  @Test
  void actors_take_turns_whatever_their_priorities() {
    for (int i = 0; i < 20; i++) {
      accept(SampleJobs.of("alice").priority(100).make());
    }
    for (int i = 0; i < 3; i++) {
      accept(SampleJobs.of("bob").make());
      accept(SampleJobs.of("carol").priority(-100).make());
    }

    assertThat(claim(9)).extracting(JobStoreContract::actor).containsOnly("alice", "bob", "carol");
    assertThat(list(running("alice")).jobs()).hasSize(3);
    assertThat(list(running("bob")).jobs()).hasSize(3);
    assertThat(list(running("carol")).jobs()).hasSize(3);
    assertThat(claim(100)).hasSize(17);
  }

  @Test
  void every_actor_gets_its_turn_where_there_is_room_for_one_job_only() {
    List<String> actors = List.of("alice", "bob", "carol");
    for (int i = 0; i < 3; i++) {
      actors.forEach(actor -> accept(SampleJobs.of(actor).make()));
    }
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ClaimedJob job = claimOne();
      order.add(actor(job));
      await(jobs().end(job.id(), 1, NODE, List.of(), succeeded(LATER)));
    }

    assertThat(order).containsExactly("alice", "bob", "carol", "alice", "bob", "carol");
  }

  @Test
  void the_jobs_of_an_actor_go_by_priority_and_then_by_age() {
    JobId late = accept(SampleJobs.of("alice").created(NOW.plusSeconds(1)).make()).id();
    JobId early = accept(SampleJobs.of("alice").make()).id();
    JobId last = accept(SampleJobs.of("alice").priority(-1).make()).id();
    JobId first =
        accept(SampleJobs.of("alice").priority(1).created(NOW.plusSeconds(2)).make()).id();

    assertThat(claim(10)).extracting(ClaimedJob::id).containsExactly(first, early, late, last);
  }

  @Test
  void jobs_that_a_node_has_no_room_for_stay_and_others_pass_them() {
    JobId large = accept(SampleJobs.of("alice").memory(100).make()).id();
    JobId small = accept(SampleJobs.of("alice").memory(10).make()).id();
    LimitedRoom room = new LimitedRoom(50);

    List<ClaimedJob> claimed = jobs().claim(NODE, LATER, 10, room);

    assertThat(claimed).extracting(ClaimedJob::id).containsExactly(small);
    assertThat(room.left).isEqualTo(40);
    assertThat(find(large).state()).isEqualTo(JobState.QUEUED);
  }

  @Test
  void the_job_that_a_node_waits_for_is_asked_about_before_all_others_and_once() {
    JobId first = accept(SampleJobs.of("alice").memory(10).make()).id();
    accept(SampleJobs.of("bob").memory(10).make());
    JobId awaited = accept(SampleJobs.of("bob").memory(40).make()).id();
    LimitedRoom room = new LimitedRoom(50).awaiting(awaited);

    List<ClaimedJob> claimed = jobs().claim(NODE, LATER, 10, room);

    assertThat(claimed).extracting(ClaimedJob::id).containsExactly(awaited, first);
    assertThat(room.awaited()).isEqualTo(awaited);
  }

  @Test
  void others_pass_the_job_that_a_node_waits_for_where_there_is_room() {
    JobId awaited = accept(SampleJobs.of("alice").memory(40).make()).id();
    JobId small = accept(SampleJobs.of("alice").memory(10).make()).id();

    List<ClaimedJob> claimed = jobs().claim(NODE, LATER, 10, new LimitedRoom(30).awaiting(awaited));

    assertThat(claimed).extracting(ClaimedJob::id).containsExactly(small);
  }

  @Test
  void a_node_does_not_wait_for_a_job_that_is_somebody_elses_or_has_ended_or_waits_itself() {
    ClaimedJob running = accepted(SampleJobs.of("alice").attempts(2, Duration.ofHours(1)).make());
    LimitedRoom room = new LimitedRoom(Long.MAX_VALUE).awaiting(running.id());
    assertThat(jobs().claim(OTHER_NODE, LATER, 10, room)).isEmpty();
    assertThat(room.awaited()).isNull();

    assertThat(jobs().recover(running.id(), NODE, running.lease(), LATER)).isTrue();
    assertThat(jobs().claim(NODE, LATER, 10, room.awaiting(running.id()))).isEmpty();
    assertThat(room.awaited()).isNull();

    var _ = await(jobs().cancel(running.id(), LATER));
    assertThat(jobs().claim(NODE, LATER, 10, room.awaiting(running.id()))).isEmpty();
    assertThat(room.awaited()).isNull();
  }

  @Test
  void a_node_does_not_wait_for_a_job_whose_actor_has_enough_running() throws Exception {
    reopen(new QueueBounds(1, 100, 100));
    accepted(SampleJobs.of("alice").make());
    JobId awaited = accept(SampleJobs.of("alice").make()).id();
    JobId other = accept(SampleJobs.of("bob").make()).id();
    LimitedRoom room = new LimitedRoom(Long.MAX_VALUE).awaiting(awaited);

    List<ClaimedJob> claimed = jobs().claim(NODE, LATER, 10, room);

    assertThat(claimed).extracting(ClaimedJob::id).containsExactly(other);
    assertThat(room.awaited()).isNull();
  }

  @Test
  void one_of_those_who_find_a_dead_attempt_has_ended_it() {
    ClaimedJob job = accepted(SampleJobs.of("alice").make());

    assertThat(jobs().recover(job.id(), NODE, job.lease(), LATER)).isTrue();
    assertThat(jobs().recover(job.id(), NODE, job.lease(), LATER)).isFalse();
  }

  /** Accepts a job, which is claimed at once. */
  private ClaimedJob accepted(NewJob job) {
    accept(job);
    return claimOne();
  }

  @Test
  void a_claim_gives_room_back_for_jobs_whose_entries_somebody_else_has() {
    JobId id = accept(SampleJobs.of("alice").memory(10).make()).id();
    temporary.queue().pick(List.of(id), OTHER_NODE, LATER);
    LimitedRoom room = new LimitedRoom(50);

    assertThat(jobs().claim(NODE, LATER, 10, room)).isEmpty();

    assertThat(room.left).isEqualTo(50);
    assertThat(find(id).state()).isEqualTo(JobState.QUEUED);
  }

  @Test
  void the_newest_jobs_are_listed_first_and_pages_stay_as_they_are() {
    List<JobId> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ids.add(accept(SampleJobs.of("alice").created(NOW.plusMillis(i)).make()).id());
    }
    JobPage first = list(query(null, null, null, Map.of(), null, 4));
    accept(SampleJobs.of("alice").created(NOW.plusSeconds(1)).make());
    JobPage second = list(query(null, null, null, Map.of(), first.jobs().getLast().id(), 4));
    JobPage third = list(query(null, null, null, Map.of(), second.jobs().getLast().id(), 4));

    assertThat(first.more()).isTrue();
    assertThat(second.more()).isTrue();
    assertThat(third.more()).isFalse();
    assertThat(
            List.of(first, second, third).stream()
                .flatMap(page -> page.jobs().stream())
                .map(JobDocument::id))
        .containsExactlyElementsOf(ids.reversed());
  }

  @Test
  void jobs_are_listed_by_actor_state_name_and_labels() {
    JobId both =
        accept(SampleJobs.of("alice").name("a").label("env", "dev").label("team", "x").make()).id();
    JobId one = accept(SampleJobs.of("alice").name("b").label("env", "dev").make()).id();
    JobId other = accept(SampleJobs.of("alice").label("env", "prod").make()).id();
    JobId bobs = accept(SampleJobs.of("bob").name("a").label("env", "dev").make()).id();
    await(jobs().cancel(one, LATER));

    assertThat(ids(query(null, null, null, Map.of("env", "dev"), null, 10)))
        .containsExactlyInAnyOrder(both, one, bobs);
    assertThat(ids(query("alice", null, null, Map.of("env", "dev"), null, 10)))
        .containsExactlyInAnyOrder(both, one);
    assertThat(ids(query("alice", null, null, Map.of("env", "dev", "team", "x"), null, 10)))
        .containsExactly(both);
    assertThat(ids(query("alice", JobState.CANCELLED, null, Map.of("env", "dev"), null, 10)))
        .containsExactly(one);
    assertThat(ids(query(null, JobState.QUEUED, null, Map.of(), null, 10)))
        .containsExactlyInAnyOrder(both, other, bobs);
    assertThat(ids(query(null, null, "a", Map.of(), null, 10)))
        .containsExactlyInAnyOrder(both, bobs);
    assertThat(ids(query("bob", null, "a", Map.of(), null, 10))).containsExactly(bobs);
    assertThat(ids(query("carol", null, null, Map.of(), null, 10))).isEmpty();
  }

  @Test
  void nothing_of_a_deleted_job_is_left() {
    NewJob job = SampleJobs.of("alice").label("env", "dev").key("k", "f").make();
    accept(job);
    assertThat(await(jobs().delete(job.id()))).isEqualTo(Deletion.ACTIVE);
    claimOne();
    assertThat(await(jobs().delete(job.id()))).isEqualTo(Deletion.ACTIVE);
    await(jobs().end(job.id(), 1, NODE, List.of(line(1, "bye")), succeeded(LATER)));

    assertThat(await(jobs().delete(job.id()))).isEqualTo(Deletion.DELETED);

    assertThat(await(jobs().delete(job.id()))).isEqualTo(Deletion.UNKNOWN);
    assertThat(await(jobs().find(job.id()))).isEmpty();
    for (String table :
        List.of(
            "jobs",
            "job_requests",
            "job_results",
            "job_events",
            "job_labels",
            "idempotency_keys",
            "scheduled_tasks")) {
      assertThat(
              temporary
                  .database()
                  .writer()
                  .queryForObject("select count(*) from " + table, Long.class))
          .as(table)
          .isZero();
    }
  }

  @Test
  void jobs_that_ended_long_ago_are_forgotten_some_at_a_time() {
    for (int i = 0; i < 5; i++) {
      await(jobs().cancel(accept(SampleJobs.of("alice").make()).id(), NOW.plusSeconds(i)));
    }
    JobId active = accept(SampleJobs.of("alice").make()).id();

    assertThat(await(jobs().forget(NOW.plusSeconds(4), 3))).isEqualTo(3);
    assertThat(await(jobs().forget(NOW.plusSeconds(4), 3))).isEqualTo(1);
    assertThat(await(jobs().forget(NOW.plusSeconds(4), 3))).isZero();

    assertThat(list(query()).jobs()).hasSize(2);
    assertThat(find(active).state()).isEqualTo(JobState.QUEUED);
  }

  @Test
  void many_events_are_forgotten_in_several_transactions() {
    List<JobEvent.Fresh> lines =
        IntStream.rangeClosed(1, 6_000).mapToObj(i -> line(i, "x")).toList();
    for (int i = 0; i < 3; i++) {
      accept(SampleJobs.of("alice").make());
    }
    for (ClaimedJob job : claim(3)) {
      await(jobs().end(job.id(), 1, NODE, lines, succeeded(NOW)));
    }
    long before = temporary.store().statistics().groups();

    assertThat(await(jobs().forget(LATER, 100))).isEqualTo(3);

    assertThat(temporary.store().statistics().groups() - before).isEqualTo(3);
    assertThat(list(query()).jobs()).isEmpty();
  }

  @Test
  void whoever_watches_a_job_hears_of_all_that_happens_to_it() {
    accept(SampleJobs.of("alice").attempts(2, Duration.ZERO).make());
    AtomicInteger news = new AtomicInteger();
    JobId id = list(query()).jobs().getFirst().id();
    var watch = temporary.signals().watch(id, news::incrementAndGet);

    awaitMore(news, () -> claim(1));
    awaitMore(news, () -> await(jobs().append(id, 1, NODE, List.of(line(1, "one")))));
    awaitMore(news, () -> await(jobs().cancel(id, LATER)));
    awaitMore(news, () -> await(jobs().end(id, 1, NODE, List.of(), succeeded(LATER))));
    watch.close();
    int last = news.get();
    await(jobs().delete(id));
    assertThat(news).hasValue(last);
  }

  @Test
  void the_queue_is_woken_when_jobs_wait() {
    TableQueue queue = (TableQueue) temporary.queue();
    accept(SampleJobs.of("alice").attempts(2, Duration.ZERO).make());
    Awaitility.await().until(() -> queue.wakes() == 1);
    ClaimedJob job = claimOne();

    jobs().recover(job.id(), NODE, job.lease(), LATER);

    assertThat(queue.wakes()).isEqualTo(2);
  }

  @Test
  void a_store_that_is_opened_again_has_everything() throws Exception {
    NewJob queued = SampleJobs.of("alice").label("env", "dev").key("k", "f").make();
    accept(queued);
    ClaimedJob job = claimOne();
    await(jobs().append(job.id(), 1, NODE, List.of(line(1, "one"))));
    await(jobs().cancel(job.id(), LATER));
    JobDocument before = find(job.id());
    List<JobEvent> events = events(job.id());

    reopen(TemporaryStore.WIDE);

    assertThat(find(job.id())).isEqualTo(before);
    assertThat(events(job.id())).isEqualTo(events);
    assertThat(await(jobs().cancelled(NODE))).containsExactly(job.id());
    assertThat(await(jobs().accept(SampleJobs.of("alice").key("k", "f").make())))
        .isInstanceOf(Acceptance.Repeated.class);
    assertThat(temporary.queued(job.id())).isTrue();
  }

  @Test
  void a_write_that_fails_takes_no_other_down_with_it() {
    NewJob first = SampleJobs.of("alice").make();
    accept(first);
    List<CompletionStage<Acceptance>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(jobs().accept(i % 10 == 5 ? first : SampleJobs.of("alice").make()));
    }

    List<Boolean> accepted =
        answers.stream().map(answer -> await(answer.handle((_, fault) -> fault == null))).toList();

    assertThat(accepted).hasSize(50).filteredOn(each -> !each).hasSize(5);
    assertThat(list(query()).jobs()).hasSize(46);
    assertThat(temporary.store().statistics().failures()).isEqualTo(5);
  }

  @Test
  void what_is_asked_of_a_store_that_is_closed_fails() {
    JobStore store = jobs();
    temporary.close();

    assertThat(failure(store.accept(SampleJobs.of("alice").make())))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(failure(store.find(SampleJobs.of("alice").make().id())))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void a_claim_looks_at_few_jobs_however_many_an_actor_has() {
    List<CompletionStage<Acceptance>> answers = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      answers.add(
          jobs()
              .accept(
                  SampleJobs.of("alice")
                      .name(i % 2 == 0 ? "prices" : "name-" + i)
                      .label("env", i % 2 == 0 ? "dev" : "prod")
                      .make()));
    }
    accept(SampleJobs.of("bob").make());
    answers.forEach(JobStoreContract::await);
    analyze();

    for (String plan : plans()) {
      assertThat(plan)
          .containsPattern("jobs_|job_labels_")
          .doesNotContainIgnoringCase("sort", "b-tree", "seq scan");
    }
    assertThat(claim(2)).extracting(JobStoreContract::actor).containsExactly("alice", "bob");
    assertThat(claim(900)).hasSize(900);
    analyze();
    assertThat(plan(JobQueries.CANCELLED, statement -> new Binding(statement).text(NODE)))
        .contains("jobs_to_cancel");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void every_history_is_as_the_model_says(long seed) {
    new JobStoreHistories(temporary, seed).run();
  }

  /** Lets the database know what is in it. */
  void analyze() {
    temporary.database().writer().execute("analyze");
  }

  /** How the database would go about what must not look at all jobs. */
  private List<String> plans() {
    List<String> plans = new ArrayList<>();
    for (JobQuery query :
        List.of(
            query(null, JobState.QUEUED, null, Map.of(), null, 10),
            query("bob", null, null, Map.of(), null, 10),
            query("bob", JobState.FAILED, null, Map.of(), null, 10),
            query("bob", null, "prices", Map.of(), null, 10),
            query(null, null, "prices", Map.of(), null, 10),
            query("bob", null, null, Map.of("env", "dev"), null, 10),
            query(null, null, null, Map.of("env", "dev"), null, 10))) {
      JobListing listing = new JobListing(query);
      plans.add(
          plan(
              "select jobs.id, jobs.limits" + listing.rest(),
              statement -> listing.bind(new Binding(statement))));
    }
    plans.add(plan(Claims.actors(dialect()), _ -> {}));
    plans.add(
        plan(
            Dialect.NEXT_OF_ONE.replace(
                Dialect.SQLITE.by("jobs_ready"), dialect().by("jobs_ready")),
            statement ->
                new Binding(statement).text("alice").number(0).number(0L).text("").number(10)));
    return plans;
  }

  private String plan(String sql, PreparedStatementSetter parameters) {
    return sql
        + "\n"
        + String.join(
            "\n",
            temporary
                .database()
                .writer()
                .query(explain() + sql, parameters, (row, _) -> row.getString(planColumn())));
  }

  /** The database's. */
  abstract Dialect dialect();

  /** Asks for a statement's plan. */
  abstract String explain();

  /** Which column of the answer is the plan. */
  abstract int planColumn();

  JobStore jobs() {
    return temporary.jobs();
  }

  TemporaryStore temporary() {
    return temporary;
  }

  void reopen(QueueBounds bounds) throws Exception {
    temporary.close();
    temporary = open(bounds);
  }

  JobDocument accept(NewJob job) {
    Acceptance acceptance = await(jobs().accept(job));
    assertThat(acceptance).isInstanceOf(Acceptance.Accepted.class);
    return ((Acceptance.Accepted) acceptance).job();
  }

  ClaimedJob running() {
    accept(SampleJobs.of("alice").make());
    return claimOne();
  }

  ClaimedJob claimOne() {
    return claimOne(NODE);
  }

  ClaimedJob claimOne(String node) {
    List<ClaimedJob> claimed = jobs().claim(node, LATER, 1, new LimitedRoom(Long.MAX_VALUE));
    assertThat(claimed).hasSize(1);
    return claimed.getFirst();
  }

  List<ClaimedJob> claim(int most) {
    return claim(LATER, most);
  }

  List<ClaimedJob> claim(Instant now, int most) {
    return jobs().claim(NODE, now, most, new LimitedRoom(Long.MAX_VALUE));
  }

  JobDocument find(JobId id) {
    Optional<JobDocument> found = await(jobs().find(id));
    assertThat(found).isPresent();
    return found.get();
  }

  JobPage list(JobQuery query) {
    return await(jobs().list(query));
  }

  Collection<JobId> ids(JobQuery query) {
    return list(query).jobs().stream().map(JobDocument::id).toList();
  }

  List<JobEvent> events(JobId id) {
    return await(jobs().events(id, 0, 10_000));
  }

  List<String> kinds(JobId id) {
    return events(id).stream().map(event -> event.kind().text()).toList();
  }

  List<String> states(JobId id) {
    return events(id).stream()
        .filter(event -> event.kind() == JobEvent.Kind.STATE)
        .map(event -> {
          String time = "{\"time\":\"" + event.time() + "\",";
          assertThat(event.data().toString()).startsWith(time);
          return "{" + event.data().toString().substring(time.length());
        })
        .toList();
  }

  static String actor(ClaimedJob job) {
    return job.submission().actor().id();
  }

  static JobQuery query() {
    return query(null, null, null, Map.of(), null, 1_000);
  }

  static JobQuery running(String actor) {
    return query(actor, JobState.RUNNING, null, Map.of(), null, 1_000);
  }

  static JobQuery query(
      @Nullable String actor,
      @Nullable JobState state,
      @Nullable String name,
      Map<String, String> labels,
      @Nullable JobId before,
      int limit) {
    return new JobQuery(actor, state, name, labels, before, limit);
  }

  /** There may be more calls than there is news. */
  static void awaitMore(AtomicInteger news, Runnable action) {
    int before = news.get();
    action.run();
    Awaitility.await().until(() -> news.get() > before);
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** What it fails with. */
  static Throwable failure(CompletionStage<?> stage) {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    stage.whenComplete((_, thrown) ->
        failure.complete(thrown == null ? new AssertionError("it did not fail") : thrown));
    return await(failure);
  }

  /** Room for as many bytes. */
  static final class LimitedRoom implements JobStore.Room {
    private final Map<JobId, Long> taken = new HashMap<>();
    private long left;
    private @Nullable JobId awaited;

    LimitedRoom(long left) {
      this.left = left;
    }

    LimitedRoom awaiting(JobId id) {
      awaited = id;
      return this;
    }

    @Override
    public @Nullable JobId awaited() {
      return awaited;
    }

    @Override
    public void awaitNoMore() {
      awaited = null;
    }

    @Override
    public boolean take(JobId id, long memory, Duration wallTime) {
      assertThat(wallTime).isEqualTo(SampleJobs.WALL_TIME);
      if (memory > left) {
        return false;
      }
      assertThat(taken.put(id, memory)).as("asked twice").isNull();
      left -= memory;
      return true;
    }

    @Override
    public void giveBack(JobId id) {
      left += Objects.requireNonNull(taken.remove(id));
    }
  }
}
