package dev.tidegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.job.StoreUnavailableException;
import dev.tidegate.job.store.Backlog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BacklogMetricsTest {

  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final AtomicLong nanos = new AtomicLong(-1);
  private final List<CompletableFuture<Backlog>> asked = new ArrayList<>();
  private final BacklogMetrics metrics =
      new BacklogMetrics(registry, this::ask, now::get, nanos::get);

  private CompletableFuture<Backlog> ask() {
    CompletableFuture<Backlog> answer = new CompletableFuture<>();
    asked.add(answer);
    return answer;
  }

  private double jobs(String state) {
    return registry.get("tidegate.jobs").tag("state", state).gauge().value();
  }

  private double age() {
    return registry.get("tidegate.queue.age").gauge().value();
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void nothing_is_shown_before_the_store_has_answered() {
    metrics.look();

    assertThat(jobs("queued")).isNaN();
    assertThat(age()).isNaN();
  }

  @Test
  void jobs_are_shown_by_state_and_the_oldest_grows_older() {
    metrics.look();
    asked.getFirst().complete(new Backlog(3, 2, 1, NOON.minusSeconds(5)));
    pass(Duration.ofSeconds(2));

    assertThat(jobs("queued")).isEqualTo(3);
    assertThat(jobs("delayed")).isEqualTo(2);
    assertThat(jobs("running")).isEqualTo(1);
    assertThat(age()).isEqualTo(7);
  }

  @Test
  void a_job_whose_time_has_not_come_does_not_count_as_waiting() {
    metrics.look();
    asked.getFirst().complete(new Backlog(0, 1, 0, NOON.plusSeconds(30)));

    assertThat(age()).isZero();
  }

  @Test
  void an_empty_queue_has_no_age() {
    metrics.look();
    asked.getFirst().complete(new Backlog(0, 0, 0, null));

    assertThat(age()).isZero();
  }

  @Test
  void a_store_that_does_not_answer_is_not_asked_again_and_its_last_answer_does_not_last() {
    metrics.look();
    asked.getFirst().complete(new Backlog(3, 2, 1, NOON));
    metrics.look();
    metrics.look();
    pass(BacklogMetrics.LONGEST_VALID.plusNanos(1));

    assertThat(asked).hasSize(2);
    assertThat(jobs("queued")).isNaN();
  }

  @Test
  void a_store_that_has_failed_is_asked_again() {
    metrics.look();
    asked
        .getFirst()
        .completeExceptionally(new StoreUnavailableException("gone", new IllegalStateException()));
    metrics.look();
    asked.getLast().complete(new Backlog(4, 0, 0, null));

    assertThat(jobs("queued")).isEqualTo(4);
  }
}
