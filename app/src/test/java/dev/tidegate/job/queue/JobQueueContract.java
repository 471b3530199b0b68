package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.tidegate.cli.TidegateService;
import dev.tidegate.job.Acceptance;
import dev.tidegate.job.Cancellation;
import dev.tidegate.job.Capacity;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobId;
import dev.tidegate.job.JobState;
import dev.tidegate.job.JobStore;
import dev.tidegate.job.NewJob;
import dev.tidegate.job.Retry;
import dev.tidegate.job.Source;
import dev.tidegate.job.Submission;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.policy.Actor;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The queue within the whole service, on a database of whichever kind. */
@Timeout(120)
abstract class JobQueueContract {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Limits LIMITS =
      new Limits(
          Duration.ofMinutes(5),
          1_000_000_000,
          1 << 20,
          1 << 20,
          1 << 20,
          4,
          100,
          100,
          100,
          1 << 20);

  private final List<ConfigurableApplicationContext> services = new ArrayList<>();

  /** The properties that lead to this test's database. */
  abstract List<String> database();

  @AfterEach
  void stop() {
    services.forEach(ConfigurableApplicationContext::close);
  }

  @Test
  void accepted_jobs_run_as_far_as_there_is_room_and_end_with_their_results() throws Exception {
    ConfigurableApplicationContext service =
        start("--tidegate.jobs.max-running=3", "--tidegate.jobs.claim-batch=2");
    JobStore store = store(service);
    Capacity.Places places = service.getBean(Capacity.Places.class);
    List<JobId> ids = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      ids.add(submit(store, "time.sleep('5ms') return " + i, Retry.NONE));
    }

    for (int i = 0; i < 60; i++) {
      assertThat(places.taken()).isLessThanOrEqualTo(3);
      JobDocument job = awaitEnd(store, ids.get(i));
      assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(job.result()).isEqualTo(Json.of(Integer.toString(i)));
      assertThat(job.attempt()).isEqualTo(1);
    }
    await().atMost(PATIENCE).until(() -> places.taken() == 0);
    assertThat(service.getBean(Capacity.class).reservedMemory()).isZero();
  }

  @Test
  void what_a_job_prints_is_kept_with_the_positions_of_all_attempts() throws Exception {
    JobStore store = store(start());
    JobId id =
        submit(
            store,
            "print('here') return nil, errors.new({message = 'later', retryable = true})",
            new Retry(3, Duration.ofMillis(10)));

    JobDocument job = awaitEnd(store, id);

    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.attempt()).isEqualTo(3);
    assertThat(get(store.log(id, 0, 10)))
        .extracting(JobDocument.Line::seq, JobDocument.Line::message)
        .containsExactly(tuple(1L, "here"), tuple(2L, "here"), tuple(3L, "here"));
  }

  @Test
  void a_running_job_is_cancelled_and_never_comes_back() throws Exception {
    JobStore store = store(start());
    JobId id = submit(store, "while true do end", new Retry(5, Duration.ZERO));
    awaitState(store, id, JobState.RUNNING);

    assertThat(get(store.cancel(id, Instant.now()))).isEqualTo(Cancellation.REQUESTED);

    JobDocument job = awaitEnd(store, id);
    assertThat(job.state()).isEqualTo(JobState.CANCELLED);
    assertThat(job.attempt()).isEqualTo(1);
  }

  @Test
  void a_service_that_stops_hands_its_jobs_back_and_the_next_one_goes_on() throws Exception {
    ConfigurableApplicationContext first =
        start("--tidegate.jobs.max-running=2", "--tidegate.drain.grace=100ms");
    JobStore store = store(first);
    String script = "local input = ... if input == 1 then while true do end end return input";
    JobId again = submit(store, script, new Retry(2, Duration.ZERO), Json.of("1"));
    JobId once = submit(store, script, Retry.NONE, Json.of("1"));
    JobId queued = submit(store, script, Retry.NONE, Json.of("2"));
    awaitState(store, again, JobState.RUNNING);
    awaitState(store, once, JobState.RUNNING);

    first.close();

    JobStore next = store(start("--tidegate.drain.grace=0s"));
    JobDocument ended = awaitEnd(next, once);
    assertThat(ended.state()).isEqualTo(JobState.FAILED);
    assertThat(ended.error()).extracting(JobDocument.Cause::reason).isEqualTo("interrupted");
    assertThat(awaitEnd(next, queued).result()).isEqualTo(Json.of("2"));
    awaitState(next, again, JobState.RUNNING);
    assertThat(get(next.find(again)).orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void heartbeats_of_jobs_that_wait_reach_the_entries_that_the_node_has() throws Exception {
    ConfigurableApplicationContext service =
        start(
            "--tidegate.jobs.heartbeat-interval=100ms",
            "--tidegate.jobs.missed-heartbeats=100",
            "--tidegate.drain.grace=0s");
    JobStore store = store(service);
    List<JobId> ids = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ids.add(submit(store, "time.sleep('1h')", Retry.NONE));
    }
    for (JobId id : ids) {
      awaitState(store, id, JobState.RUNNING);
    }

    Set<String> first = Set.copyOf(heartbeats(service));
    await()
        .atMost(PATIENCE)
        .until(() -> heartbeats(service), now -> now.stream().noneMatch(first::contains));

    SchedulerEntries entries = service.getBean(SchedulerEntries.class);
    List<SchedulerEntries.Version> versions =
        entries.picked().stream()
            .map(each -> new SchedulerEntries.Version(each.task(), each.instance(), each.version()))
            .filter(each -> each.task().equals(SchedulerEntries.JOB))
            .toList();
    assertThat(versions).hasSize(30);
    List<SchedulerEntries.Version> asked = new ArrayList<>(versions.subList(0, 3));
    asked.add(
        new SchedulerEntries.Version(
            SchedulerEntries.JOB, versions.get(3).instance(), versions.get(3).number() - 1));
    asked.add(new SchedulerEntries.Version(SchedulerEntries.JOB, "of no job", 1));
    assertThat(entries.beat(asked, Instant.now()))
        .containsExactlyInAnyOrderElementsOf(versions.subList(0, 3));
  }

  /** The times of all of them, as the database writes them. */
  private static List<String> heartbeats(ConfigurableApplicationContext service) {
    return new JdbcTemplate(service.getBean(DataSource.class))
        .query(
            "select last_heartbeat from scheduled_tasks where task_name = 'job' and picked_by is"
                + " not null",
            (row, _) -> row.getString(1));
  }

  @Test
  void a_large_job_is_not_put_off_by_small_ones_that_keep_coming() throws Exception {
    JobStore store =
        store(
            start(
                "--tidegate.run.max-memory=4MiB",
                "--tidegate.jobs.patience=0s",
                "--tidegate.jobs.claim-batch=4"));
    List<JobId> small = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      small.add(submit(store, "time.sleep('200ms')", Retry.NONE));
    }
    JobId large = submit(store, "return 1", Retry.NONE, Json.NULL, withMemory(4 << 20));
    for (int i = 0; i < 40; i++) {
      small.add(submit(store, "time.sleep('20ms')", Retry.NONE));
    }

    JobDocument job = awaitEnd(store, large);
    assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
    for (JobId id : small) {
      assertThat(awaitEnd(store, id).state()).isEqualTo(JobState.SUCCEEDED);
    }
    assertThat(get(store.find(small.getLast())).orElseThrow().startedAt())
        .isAfterOrEqualTo(job.finishedAt());
  }

  private static Limits withMemory(long bytes) {
    return new Limits(
        LIMITS.wallTime(),
        LIMITS.instructions(),
        bytes,
        LIMITS.output(),
        LIMITS.result(),
        LIMITS.connections(),
        LIMITS.coroutines(),
        LIMITS.timers(),
        LIMITS.channelCapacity(),
        LIMITS.allocation());
  }

  ConfigurableApplicationContext start(String... properties) {
    List<String> arguments = new ArrayList<>(database());
    arguments.add("--server.port=0");
    arguments.add("--tidegate.access.token=a-token-for-the-tests");
    arguments.add("--tidegate.jobs.poll-interval=200ms");
    arguments.add("--tidegate.jobs.cancel-interval=50ms");
    arguments.addAll(List.of(properties));
    ConfigurableApplicationContext service =
        new SpringApplicationBuilder(TidegateService.class).run(arguments.toArray(String[]::new));
    services.add(service);
    return service;
  }

  static JobStore store(ConfigurableApplicationContext service) {
    return service.getBean(JobStore.class);
  }

  static JobId submit(JobStore store, String script, Retry retry) throws Exception {
    return submit(store, script, retry, Json.NULL);
  }

  static JobId submit(JobStore store, String script, Retry retry, Json input) throws Exception {
    return submit(store, script, retry, input, LIMITS);
  }

  private static JobId submit(JobStore store, String script, Retry retry, Json input, Limits limits)
      throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    NewJob job =
        new NewJob(
            JobId.at(now, new SecureRandom()),
            now,
            new Submission(
                new Actor("tester", Set.of()), Source.of(script), null, input, Map.of(), limits),
            retry,
            0,
            null);
    assertThat(get(store.accept(job))).isInstanceOf(Acceptance.Accepted.class);
    return job.id();
  }

  static JobDocument awaitEnd(JobStore store, JobId id) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> get(store.find(id)).orElseThrow(), job -> job.state().ended());
  }

  static void awaitState(JobStore store, JobId id, JobState state) {
    await().atMost(PATIENCE).until(() -> get(store.find(id)).orElseThrow().state() == state);
  }

  static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
