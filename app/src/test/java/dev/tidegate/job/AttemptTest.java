package dev.tidegate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.policy.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class AttemptTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final Retry TWICE = new Retry(2, Duration.ofSeconds(7));

  private final TestEngine engine = new TestEngine();
  private final RecordedStore store = new RecordedStore();
  private final Capacity.Places places = new Capacity(1L << 40).places(10);
  private final ActiveRuns active = new ActiveRuns();
  private final AttemptEvents events = new AttemptEvents();
  private final Counts counts = new Counts();
  private final HeldLease lease = new HeldLease();
  private final AttemptRunner runner =
      new AttemptRunner(
          new ScriptRunner(engine.engine(), _ -> Map.of(), List.of(), () -> NOW),
          store,
          new NodeId("here"),
          active,
          events,
          List.of(counts),
          () -> NOW,
          new JsonMapper());

  @AfterEach
  void nothing_is_left() {
    engine.close();
    assertThat(places.taken()).isZero();
    assertThat(active.count()).isZero();
  }

  @Test
  void a_job_that_succeeds_ends_with_its_result_after_all_that_it_has_printed() throws Exception {
    run("for i = 1, 2000 do print(i) end return {done = true}", Retry.NONE, 1);

    assertThat(store.endings)
        .singleElement()
        .isInstanceOfSatisfying(
            AttemptEnding.Final.class,
            ending -> {
              assertThat(ending.state()).isEqualTo(JobState.SUCCEEDED);
              assertThat(ending.result()).isEqualTo(Json.of("{\"done\":true}"));
              assertThat(ending.error()).isNull();
              assertThat(ending.usage().instructions()).isPositive();
            });
    assertThat(store.events).hasSize(2000);
    assertThat(store.appends).as("told several at a time").hasValueLessThan(100);
    for (int i = 0; i < 2000; i++) {
      JobEvent.Fresh event = store.events.get(i);
      assertThat(event.kind()).isEqualTo(JobEvent.Kind.LOG);
      assertThat(event.logSeq()).isEqualTo(i + 11);
      assertThat(event.data().toString())
          .startsWith("{\"seq\":" + (i + 11) + ",\"time\":\"")
          .contains("\"message\":\"" + (i + 1) + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return nil, errors.new({message = 'later', retryable = true})     | 1 | again",
        "return nil, errors.new({message = 'later', retryable = true})     | 2 | failed",
        "error(errors.new({message = 'later', retryable = true}))          | 1 | again",
        "return nil, errors.new({message = 'no', retryable = false})       | 1 | failed",
        "return nil, errors.new('nobody said')                             | 1 | failed",
        "error('nobody said')                                              | 1 | failed",
        "return 1                                                          | 1 | succeeded",
        "return return                                                     | 1 | failed",
      })
  void only_errors_that_say_so_are_tried_again_and_only_while_attempts_are_left(
      String script, int attempt, String expected) throws Exception {
    run(script, TWICE, attempt);

    AttemptEnding ending = store.endings.getFirst();
    if (expected.equals("again")) {
      assertThat(ending)
          .isInstanceOfSatisfying(
              AttemptEnding.Again.class,
              again -> assertThat(again.due()).isEqualTo(NOW.plusSeconds(7)));
      assertThat(counts.again).hasValue(1);
    } else {
      assertThat(ending)
          .isInstanceOfSatisfying(
              AttemptEnding.Final.class, end -> assertThat(end.state().text()).isEqualTo(expected));
      assertThat(counts.again).hasValue(0);
    }
  }

  @Test
  void a_script_that_does_not_compile_any_more_is_our_fault() throws Exception {
    run("return return", TWICE, 1);

    assertThat(cause().reason()).isEqualTo("internal");
  }

  @Test
  void a_cancelled_job_ends_as_cancelled() throws Exception {
    Running running = begin("while true do end", TWICE);

    active.cancel(running.job.id());

    running.awaitEnd();
    assertThat(store.endings)
        .singleElement()
        .isInstanceOfSatisfying(
            AttemptEnding.Final.class,
            ending -> assertThat(ending.state()).isEqualTo(JobState.CANCELLED));
  }

  @Test
  void an_interrupted_attempt_is_handed_back_if_attempts_are_left() throws Exception {
    Running running = begin("while true do end", TWICE);

    active.interruptAll();

    running.awaitEnd();
    assertThat(store.endings).singleElement().isInstanceOf(AttemptEnding.Again.class);
  }

  @Test
  void an_interrupted_attempt_without_another_one_fails() throws Exception {
    Running running = begin("while true do end", Retry.NONE);

    active.interruptAll();

    running.awaitEnd();
    assertThat(cause().reason()).isEqualTo("interrupted");
  }

  @Test
  void a_run_that_the_engine_ends_by_itself_is_not_cancelled_but_interrupted() throws Exception {
    Running running = begin("while true do end", Retry.NONE);

    engine.close();

    running.awaitEnd();
    assertThat(cause().reason()).isEqualTo("interrupted");
  }

  @Test
  void what_was_interrupted_before_it_began_ends_when_it_begins() throws Exception {
    Attempt attempt = begin(job("while true do end", Retry.NONE, 1));
    active.interruptAll();

    attempt.run(lease);

    assertThat(cause().reason()).isEqualTo("interrupted");
  }

  @Test
  void after_a_lost_lease_the_store_is_told_nothing() throws Exception {
    Running running = begin("while true do end", TWICE);

    lease.lose();

    running.awaitEnd();
    assertThat(store.endings).isEmpty();
    assertThat(counts.lost).hasValue(1);
  }

  @Test
  void without_a_lease_nothing_is_run() throws Exception {
    lease.lose();

    run("print('ran')", TWICE, 1);

    assertThat(store.appends).hasValue(0);
    assertThat(store.endings).isEmpty();
    assertThat(counts.lost).hasValue(1);
  }

  @Test
  void an_attempt_that_the_store_knows_to_be_anothers_is_stopped() throws Exception {
    store.taken = true;

    run("print('x') while true do end", TWICE, 1);

    assertThat(counts.lost).hasValue(1);
  }

  @Test
  void what_the_store_can_t_take_is_offered_again_in_order() throws Exception {
    store.outages.set(3);
    Running running = begin("print('first') post = 1 while true do end", Retry.NONE);
    await().until(() -> store.outages.get() <= 0);
    store.outages.set(2);

    active.cancel(running.job.id());

    running.awaitEnd();
    assertThat(store.events).hasSize(1);
    assertThat(store.endings).hasSize(1);
  }

  @Test
  void a_result_that_the_store_refuses_for_good_ends_the_job_as_our_fault() throws Exception {
    store.refusals.set(1);

    run("return 'poison'", TWICE, 1);

    assertThat(cause().reason()).isEqualTo("internal");
  }

  @Test
  void events_of_others_come_between_the_entries_of_the_log() throws Exception {
    Running running = begin("print('x') while true do end", Retry.NONE);
    JobEvent.Fresh opened =
        new JobEvent.Fresh(NOW, JobEvent.Kind.CONNECTION, 0, Json.of("{\"a\":1}"));

    events.of(running.job.id().toString()).orElseThrow().add(opened);

    await().until(() -> store.events.contains(opened));
    active.cancel(running.job.id());
    running.awaitEnd();
    assertThat(events.of(running.job.id().toString())).isEmpty();
  }

  @Test
  void a_thread_that_must_stop_leaves_the_attempt_as_it_is() throws Exception {
    Running running = begin("while true do end", TWICE);

    running.thread.interrupt();

    running.thread.join();
    assertThat(store.endings).isEmpty();
    await().until(() -> engine.engine().running() == 0);
  }

  private JobDocument.Cause cause() {
    JobDocument.Cause error = ((AttemptEnding.Final) store.endings.getLast()).error();
    assertThat(error).isNotNull();
    return Objects.requireNonNull(error);
  }

  private void run(String script, Retry retry, int attempt) throws InterruptedException {
    begin(job(script, retry, attempt)).run(lease);
  }

  /** Begins an attempt whose script runs until it is stopped. */
  private Running begin(String script, Retry retry) {
    ClaimedJob job = job(script, retry, 1);
    Attempt attempt = begin(job);
    CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    Thread thread =
        Thread.startVirtualThread(() -> {
          try {
            attempt.run(lease);
            end.complete(null);
          } catch (InterruptedException stopped) {
            end.completeExceptionally(stopped);
          }
        });
    await()
        .until(() -> engine.engine().running() == 1 && events.of(job.id().toString()).isPresent());
    return new Running(job, thread, end);
  }

  /** Begins the attempt of a job, which takes a place. */
  private Attempt begin(ClaimedJob job) {
    Limits limits = job.submission().limits();
    Capacity.Place place = places.enter(limits.memory(), limits.wallTime());
    assertThat(place).isNotNull();
    return runner.begin(job, Objects.requireNonNull(place));
  }

  private static ClaimedJob job(String script, Retry retry, int attempt) {
    LimitRange range = LimitRange.shipped();
    return new ClaimedJob(
        JobId.at(NOW, new Random(1)),
        attempt,
        new Submission(
            new Actor("tester", Set.of()),
            Source.of(script),
            null,
            Json.NULL,
            Map.of(),
            range.defaults()),
        retry,
        NOW,
        NOW,
        10,
        3);
  }

  private record Running(ClaimedJob job, Thread thread, CompletableFuture<@Nullable Void> end) {

    void awaitEnd() throws Exception {
      end.get(60, TimeUnit.SECONDS);
    }
  }

  /** A lease that is held until it is lost. */
  private static final class HeldLease implements Lease {

    private volatile boolean held = true;
    private volatile @Nullable LongConsumer run;

    @Override
    public boolean isHeld() {
      return held;
    }

    @Override
    public void governs(LongConsumer expiresAt) {
      run = expiresAt;
    }

    void lose() {
      held = false;
      LongConsumer running = run;
      if (running != null) {
        running.accept(System.nanoTime());
      }
    }
  }

  private static final class Counts implements AttemptListener {

    private final AtomicInteger again = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    @Override
    public void claimed(int attempt, Duration waited) {}

    @Override
    public void again() {
      again.incrementAndGet();
    }

    @Override
    public void leaseLost() {
      lost.incrementAndGet();
    }

    @Override
    public void recovered() {}

    @Override
    public void heartbeatFailed() {}
  }
}
