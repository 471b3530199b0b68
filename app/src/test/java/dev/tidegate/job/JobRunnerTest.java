package dev.tidegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.policy.Actor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobRunnerTest {

  private final TestEngine engine = new TestEngine();
  private final ActiveRuns active = new ActiveRuns();
  private final Drain drain = new Drain();

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void every_listener_hears_of_a_job_from_its_start_to_its_end() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();

    JobDocument document = finished(runner(List.of(new Listening(heard))), "return 1");

    assertThat(heard).containsExactly("started " + document.id(), "ended " + document.id());
  }

  @Test
  void a_listener_that_fails_harms_neither_the_job_nor_the_other_listeners() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    JobRunner runner = runner(List.of(new Failing(), new Listening(heard)));

    // The second one needs the only place, which the first one must have given back.
    finished(runner, "return 1");
    JobDocument second = finished(runner, "return 2");

    assertThat(second.result()).isEqualTo(Json.of("2"));
    assertThat(heard).hasSize(4);
  }

  @Test
  void takes_no_more_jobs_than_it_has_places() throws Exception {
    JobRunner runner = runner(List.of());
    SubmittedJob first = runner.start(submission("while true do end"));

    assertThat(ending(runner.start(submission("return 1")))).isEqualTo(new JobEnding.NoRoom());
    first.cancel();
    assertThat(ending(first))
        .isInstanceOfSatisfying(
            JobEnding.Finished.class,
            finished -> assertThat(finished.document().state()).isEqualTo(JobState.CANCELLED));
    assertThat(finished(runner, "return 1").state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void takes_no_more_jobs_than_their_memory_limits_have_room() throws Exception {
    long limit = LimitRange.shipped().defaults().memory();
    Capacity capacity = new Capacity(2 * limit + limit / 2);
    JobRunner runner = runner(List.of(), capacity, 10);
    SubmittedJob first = runner.start(submission("while true do end"));
    SubmittedJob second = runner.start(submission("while true do end"));

    assertThat(ending(runner.start(submission("return 1")))).isEqualTo(new JobEnding.NoRoom());
    assertThat(capacity.reservedMemory()).isEqualTo(2 * limit);
    first.cancel();
    ending(first);
    assertThat(finished(runner, "return 1").state()).isEqualTo(JobState.SUCCEEDED);
    second.cancel();
    ending(second);
    assertThat(capacity.reservedMemory()).isZero();
  }

  @Test
  void runs_nothing_while_the_node_is_emptied_and_what_runs_can_be_interrupted() throws Exception {
    JobRunner runner = runner(List.of(), new Capacity(1L << 30), 2);
    SubmittedJob first = runner.start(submission("while true do end"));
    drain.begin();

    assertThat(ending(runner.start(submission("return 1")))).isEqualTo(new JobEnding.NoRoom());
    assertThat(active.awaitNone(Duration.ZERO)).isFalse();
    active.interruptAll();

    assertThat(ending(first))
        .isInstanceOfSatisfying(
            JobEnding.Finished.class,
            finished -> {
              assertThat(finished.document().state()).isEqualTo(JobState.FAILED);
              assertThat(finished.document().error())
                  .extracting(JobDocument.Cause::reason)
                  .isEqualTo("interrupted");
            });
    assertThat(active.awaitNone(Duration.ofSeconds(60))).isTrue();
  }

  @Test
  void runs_nothing_that_is_not_lua() throws Exception {
    JobRunner runner = runner(List.of(new Failing()));

    assertThat(ending(runner.start(submission("return return"))))
        .isInstanceOfSatisfying(
            JobEnding.NotCompiled.class, fault -> assertThat(fault.line()).isEqualTo(1));
    assertThat(finished(runner, "return 1").state()).isEqualTo(JobState.SUCCEEDED);
  }

  private JobRunner runner(List<JobListener> listeners) {
    return runner(listeners, new Capacity(1L << 30), 1);
  }

  private JobRunner runner(List<JobListener> listeners, Capacity capacity, int places) {
    return new JobRunner(
        new ScriptRunner(engine.engine(), _ -> Map.of(), listeners, InstantSource.system()),
        capacity.places(places),
        active,
        drain,
        InstantSource.system(),
        new Random(1));
  }

  private static Submission submission(String script) {
    return new Submission(
        new Actor("tester", Set.of()),
        Source.of(script),
        null,
        Json.NULL,
        Map.of(),
        LimitRange.shipped().defaults());
  }

  private static JobDocument finished(JobRunner runner, String script) throws Exception {
    if (ending(runner.start(submission(script))) instanceof JobEnding.Finished(var document)) {
      return document;
    }
    throw new AssertionError("not finished: " + script);
  }

  private static JobEnding ending(SubmittedJob job) throws Exception {
    return job.ending().get(60, TimeUnit.SECONDS);
  }

  private record Listening(List<String> heard) implements JobListener {

    @Override
    public void started(Start start) {
      heard.add("started " + start.id());
    }

    @Override
    public void ended(JobDocument document) {
      heard.add("ended " + document.id());
    }
  }

  private static final class Failing implements JobListener {

    @Override
    public void started(Start start) {
      throw new IllegalStateException("a fault at the start");
    }

    @Override
    public void ended(JobDocument document) {
      throw new IllegalStateException("a fault at the end");
    }
  }
}
