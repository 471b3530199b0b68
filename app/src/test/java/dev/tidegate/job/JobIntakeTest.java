package dev.tidegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.policy.Actor;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobIntakeTest {

  private static final Instant NOW = Instant.parse("2026-11-28T14:00:00.123456Z");
  private static final Retry RETRY = new Retry(3, Duration.ofSeconds(1));
  private static final IdempotencyKey KEY = new IdempotencyKey("k", "f");

  private final TestEngine engine = new TestEngine();
  private final List<NewJob> accepted = new ArrayList<>();
  private final Acceptance answer = new Acceptance.QueueFull(Acceptance.Whose.ACTOR, 5);

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void what_is_lua_is_given_to_the_store_with_an_id_of_this_moment() throws Exception {
    Submission submission = submission("return 1");

    assertThat(take(IntakeGate.OPEN, submission)).isEqualTo(new Intake.Answered(answer));

    NewJob job = accepted.getFirst();
    assertThat(job.createdAt()).isEqualTo(Instant.parse("2026-11-28T14:00:00.123Z"));
    assertThat(job.id().value().getMostSignificantBits() >>> 16)
        .isEqualTo(job.createdAt().toEpochMilli());
    assertThat(job).isEqualTo(new NewJob(job.id(), job.createdAt(), submission, RETRY, 7, KEY));
  }

  @Test
  void what_is_not_lua_never_reaches_the_store() throws Exception {
    assertThat(take(IntakeGate.OPEN, submission("local a = 1\nlocal b = = 2")))
        .isInstanceOfSatisfying(
            Intake.NotCompiled.class, refused -> assertThat(refused.line()).isEqualTo(2));
    assertThat(accepted).isEmpty();
  }

  @Test
  void a_node_that_takes_no_more_keeps_nothing() throws Exception {
    assertThat(take(() -> false, submission("return 1"))).isEqualTo(new Intake.Closed());
    assertThat(accepted).isEmpty();
  }

  @Test
  void an_engine_that_is_stopped_keeps_nothing() throws Exception {
    engine.close();

    assertThat(take(IntakeGate.OPEN, submission("return 1"))).isEqualTo(new Intake.Closed());
    assertThat(accepted).isEmpty();
  }

  private Intake take(IntakeGate gate, Submission submission) throws Exception {
    return new JobIntake(engine.engine(), store(), gate, InstantSource.fixed(NOW), new Random(1))
        .take(submission, RETRY, 7, KEY)
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  /** Answers {@code accept}, and nothing else is asked. */
  private JobStore store() {
    return (JobStore)
        Proxy.newProxyInstance(
            JobStore.class.getClassLoader(),
            new Class<?>[] {JobStore.class},
            (_, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("accept");
              accepted.add((NewJob) arguments[0]);
              return CompletableFuture.completedStage(answer);
            });
  }

  private static Submission submission(String source) {
    return new Submission(
        new Actor("alice", Set.of()),
        Source.of(source),
        null,
        Json.NULL,
        Map.of(),
        LimitRange.shipped().defaults());
  }
}
