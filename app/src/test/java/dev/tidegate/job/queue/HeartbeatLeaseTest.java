package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.HeartbeatConfig;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatLeaseTest {

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final HeartbeatPlan PLAN = new HeartbeatPlan(INTERVAL, 6, INTERVAL);
  private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

  /** The same as nanoseconds and as the time of the database. */
  private long nanos = -77;

  /** Until when the run may go on. */
  private long expiry;

  @Test
  void a_claim_counts_as_a_heartbeat_however_long_ago_it_was() {
    CurrentlyExecuting execution = executing();

    HeartbeatLease lease = lease(now().minusSeconds(10), execution);

    pass(Duration.ofSeconds(14));
    assertThat(lease.isHeld()).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void a_claim_that_is_too_old_gives_no_lease() {
    assertThat(lease(now().minusSeconds(25), executing()).isHeld()).isFalse();
  }

  @Test
  void that_the_scheduler_has_begun_to_count_is_no_heartbeat() {
    CurrentlyExecuting execution = executing();
    HeartbeatLease lease = lease(now().minusSeconds(20), execution);
    pass(Duration.ofSeconds(3));

    lease.heartbeat();

    pass(Duration.ofSeconds(3));
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void a_heartbeat_extends_it_from_when_it_began_and_tells_the_run() {
    CurrentlyExecuting execution = executing();
    HeartbeatLease lease = lease(now(), execution);
    lease.governs(end -> expiry = end);
    assertThat(left()).isEqualTo(Duration.ofSeconds(25));
    pass(Duration.ofSeconds(10));
    Instant begun = now();
    // The round takes a while.
    pass(Duration.ofSeconds(4));
    execution.heartbeat(true, begun);

    lease.heartbeat();

    assertThat(left()).isBetween(Duration.ofMillis(20_990), Duration.ofSeconds(21));
    pass(Duration.ofMillis(20_900));
    assertThat(lease.isHeld()).isTrue();
    pass(Duration.ofMillis(100));
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void a_heartbeat_that_failed_extends_nothing() {
    CurrentlyExecuting execution = executing();
    HeartbeatLease lease = lease(now(), execution);
    pass(Duration.ofSeconds(10));
    execution.heartbeat(false, now());

    lease.heartbeat();

    pass(Duration.ofSeconds(15));
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void what_is_over_stays_over() {
    CurrentlyExecuting execution = executing();
    HeartbeatLease lease = lease(now(), execution);
    pass(Duration.ofSeconds(26));
    execution.heartbeat(true, now());

    lease.heartbeat();

    assertThat(lease.isHeld()).isFalse();
  }

  private HeartbeatLease lease(Instant claimed, CurrentlyExecuting execution) {
    return new HeartbeatLease(claimed, execution, this::now, PLAN, () -> nanos);
  }

  private CurrentlyExecuting executing() {
    return new CurrentlyExecuting(
        new Execution(now(), new TaskInstance<Void>("job", "1")),
        this::now,
        new HeartbeatConfig(PLAN.interval(), PLAN.missed(), PLAN.untilDead()));
  }

  private Duration left() {
    return Duration.ofNanos(expiry - nanos);
  }

  private Instant now() {
    return START.plusNanos(nanos);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }
}
