package dev.tidegate.job.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.job.JobId;
import dev.tidegate.job.JobWitness;
import dev.tidegate.lua.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** Nodes that hear what each of them says, as the server would bring it. */
class NodeEnquiriesTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final JobWitness NOTHING = _ -> Optional.empty();
  private static final Random RANDOM = new Random(1);
  private static final JobId JOB = JobId.at(Instant.EPOCH, RANDOM);

  private final List<NodeEnquiries> nodes = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(NodeEnquiries::close);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5_399, 5_400, 5_401, 100_000, JobWitness.MOST_BYTES})
  void the_node_that_runs_the_job_answers(int length) throws Exception {
    Json answer = Json.of("x".repeat(length));
    node(NOTHING);
    node(id -> id.equals(JOB) ? Optional.of(answer) : Optional.empty());
    NodeEnquiries asker = node(NOTHING);

    assertThat(get(asker.ask(JOB, LONG))).contains(answer);
    assertThat(said).allMatch(message -> message.length() < 8_000);
  }

  @Test
  void an_answer_that_is_too_long_is_not_sent() throws Exception {
    node(_ -> Optional.of(Json.of("x".repeat(JobWitness.MOST_BYTES + 1))));

    assertThat(get(node(NOTHING).ask(JOB, SHORT))).isEmpty();
    assertThat(said).hasSize(1);
  }

  @Test
  void nobody_answers_about_a_job_that_runs_nowhere() throws Exception {
    node(NOTHING);
    NodeEnquiries asker = node(_ -> Optional.of(Json.of("what it would say itself")));

    assertThat(get(asker.ask(JOB, SHORT))).isEmpty();
  }

  @Test
  void who_asks_about_the_same_job_meanwhile_shares_the_answer() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    AtomicInteger answers = new AtomicInteger();
    node(_ -> {
      await(asked);
      return Optional.of(Json.of(Integer.toString(answers.incrementAndGet())));
    });
    NodeEnquiries asker = node(NOTHING);

    List<CompletionStage<Optional<Json>>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(asker.ask(JOB, LONG));
    }
    asked.countDown();

    for (CompletionStage<Optional<Json>> each : all) {
      assertThat(get(each)).contains(Json.of("1"));
    }
    assertThat(get(asker.ask(JOB, LONG))).as("asked later").contains(Json.of("2"));
  }

  @Test
  void as_many_questions_are_under_way_as_may_and_no_more() throws Exception {
    NodeEnquiries asker = node(NOTHING);
    List<CompletionStage<Optional<Json>>> under = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      under.add(asker.ask(JobId.at(Instant.EPOCH, RANDOM), LONG));
    }

    assertThat(get(asker.ask(JOB, LONG))).isEmpty();
    assertThat(under).noneMatch(each -> each.toCompletableFuture().isDone());

    asker.close();
    for (CompletionStage<Optional<Json>> each : under) {
      assertThat(get(each)).isEmpty();
    }
    assertThat(get(asker.ask(JOB, LONG))).as("after the end").isEmpty();
  }

  @Test
  void a_server_that_is_away_is_waited_for_no_longer() throws Exception {
    NodeEnquiries asker =
        new NodeEnquiries(
            _ -> {
              throw new DataAccessResourceFailureException("away");
            },
            () -> NOTHING);
    nodes.add(asker);

    assertThat(get(asker.ask(JOB, LONG))).isEmpty();
  }

  @Test
  void parts_of_different_answers_are_never_put_together() throws Exception {
    NodeEnquiries asker = node(NOTHING);
    CompletionStage<Optional<Json>> answer = asker.ask(JOB, LONG);
    String[] question = awaitQuestion();
    String to = "! " + question[1] + " " + question[2] + " " + JOB + " ";

    asker.hear(to + "one 1 2 YQ==");
    asker.hear(to + "other 2 2 Yg==");
    asker.hear("! " + question[1] + " 77 " + JOB + " one 2 2 Yw==");
    asker.hear("! somebody " + question[2] + " " + JOB + " one 2 2 Yw==");
    assertThat(answer.toCompletableFuture()).isNotDone();
    asker.hear(to + "one 2 2 ZA==");

    assertThat(get(answer)).contains(Json.of("ad"));
  }

  @Test
  void what_is_no_message_of_a_node_changes_nothing() throws Exception {
    NodeEnquiries asker = node(NOTHING);
    CompletionStage<Optional<Json>> answer = asker.ask(JOB, LONG);
    String[] question = awaitQuestion();
    String to = "! " + question[1] + " " + question[2] + " " + JOB + " node ";

    for (String message :
        List.of(
            "",
            " ",
            "?",
            "? a b c",
            "! a b c",
            "? a 1 " + JOB + " more",
            to + "0 1 YQ==",
            to + "2 1 YQ==",
            to + "-1 -1 YQ==",
            to + "x 1 YQ==",
            to + "1 99999999999 YQ==",
            to + "1 1 %%%",
            "! " + question[1] + " x " + JOB + " node 1 1 YQ==")) {
      asker.hear(message);
    }
    assertThat(answer.toCompletableFuture()).isNotDone();
    asker.hear(to + "1 1 YQ==");

    assertThat(get(answer)).contains(Json.of("a"));
  }

  @Test
  void an_answer_in_more_parts_than_it_may_have_is_given_up() throws Exception {
    NodeEnquiries asker = node(NOTHING);
    CompletionStage<Optional<Json>> answer = asker.ask(JOB, LONG);
    String[] question = awaitQuestion();
    String part = "YWFh".repeat(1_800);

    for (int i = 1; !answer.toCompletableFuture().isDone(); i++) {
      assertThat(i).isLessThan(100);
      asker.hear(
          "! " + question[1] + " " + question[2] + " " + JOB + " node " + i + " 1000000 " + part);
    }

    assertThat(get(answer)).isEmpty();
  }

  private NodeEnquiries node(JobWitness witness) {
    NodeEnquiries node = new NodeEnquiries(this::bring, () -> witness);
    nodes.add(node);
    return node;
  }

  private void bring(String message) {
    said.add(message);
    nodes.forEach(node -> node.hear(message));
  }

  private String[] awaitQuestion() {
    Awaitility.await().atMost(LONG).until(() -> !said.isEmpty());
    return said.getFirst().split(" ", -1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
  }
}
