package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.HeartbeatConfig;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.tidegate.job.queue.SchedulerEntries.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class HeartbeatsTest {

  private static final Instant CLAIMED = Instant.parse("2026-11-28T12:00:00Z");
  private static final Instant NOW = CLAIMED.plusSeconds(5);
  private static final HeartbeatConfig PLAN =
      new HeartbeatConfig(Duration.ofSeconds(5), 6, Duration.ofSeconds(30));

  private final List<CurrentlyExecuting> executing = new ArrayList<>();
  private final List<Integer> written = new ArrayList<>();
  private final Set<Version> gone = new HashSet<>();
  private final List<CurrentlyExecuting> failed = new ArrayList<>();
  private int outages;

  private final Heartbeats heartbeats =
      new Heartbeats(
          this::write,
          List.of(
              new AbstractSchedulerListener() {
                @Override
                public void onExecutionFailedHeartbeat(CurrentlyExecuting execution) {
                  failed.add(execution);
                }
              }));

  @Test
  void a_round_is_a_statement_for_a_thousand_and_is_made_once() {
    for (int i = 0; i < 2_500; i++) {
      executing.add(execution(i, CLAIMED));
    }

    for (int i = 0; i < 2_500; i++) {
      heartbeats.round(NOW, this::executing);
    }

    assertThat(written).containsExactly(1_000, 1_000, 500);
    assertThat(executing).allSatisfy(each -> assertThat(sinceHeartbeat(each)).isZero());
    assertThat(failed).isEmpty();
    heartbeats.round(NOW.plusSeconds(5), this::executing);
    assertThat(written).hasSize(6);
  }

  @Test
  void what_somebody_else_has_by_now_has_failed_and_nothing_else() {
    executing.add(execution(1, CLAIMED));
    executing.add(execution(2, CLAIMED));
    gone.add(Version.of(executing.get(1).getExecution()));

    heartbeats.round(NOW, this::executing);

    assertThat(failed).containsExactly(executing.get(1));
    assertThat(sinceHeartbeat(executing.get(0))).isZero();
    assertThat(sinceHeartbeat(executing.get(1))).isEqualTo(1.0 / 6);
    assertThat(executing.get(1).getHeartbeatState().getFailedHeartbeats()).isEqualTo(1);
  }

  @Test
  void what_has_ended_meanwhile_has_not_failed() {
    CurrentlyExecuting ended = execution(1, CLAIMED);
    executing.add(ended);
    gone.add(Version.of(ended.getExecution()));
    Heartbeats ending =
        new Heartbeats(
            (entries, now) -> {
              executing.clear();
              return write(entries, now);
            },
            List.of());

    ending.round(NOW, this::executing);

    assertThat(written).containsExactly(1);
    assertThat(ended.getHeartbeatState().getFailedHeartbeats()).isZero();
  }

  @Test
  void what_was_claimed_after_the_moment_keeps_its_later_heartbeat() {
    executing.add(execution(1, NOW.plusMillis(1)));
    executing.add(execution(2, NOW));

    heartbeats.round(NOW, this::executing);

    assertThat(written).containsExactly(1);
    assertThat(failed).isEmpty();
  }

  @Test
  void a_connection_that_was_cut_is_not_the_end_of_a_round() {
    executing.add(execution(1, CLAIMED));
    outages = 2;

    heartbeats.round(NOW, this::executing);

    assertThat(written).containsExactly(1);
    assertThat(failed).isEmpty();
  }

  @Test
  void a_database_that_is_away_is_not_asked_for_the_rest_of_the_round() {
    for (int i = 0; i < 1_500; i++) {
      executing.add(execution(i, CLAIMED));
    }
    outages = 4;

    heartbeats.round(NOW, this::executing);

    assertThat(written).isEmpty();
    assertThat(outages).isEqualTo(1);
    assertThat(failed).hasSameElementsAs(executing);
    heartbeats.round(NOW.plusSeconds(5), this::executing);
    assertThat(written).containsExactly(1_000, 500);
    assertThat(executing)
        .allSatisfy(each -> assertThat(each.getHeartbeatState().getFailedHeartbeats()).isZero());
  }

  private List<CurrentlyExecuting> executing() {
    return List.copyOf(executing);
  }

  private Set<Version> write(Collection<Version> entries, Instant now) {
    if (outages > 0) {
      outages--;
      throw new DataAccessResourceFailureException("away");
    }
    written.add(entries.size());
    Set<Version> reached = new HashSet<>(entries);
    reached.removeAll(gone);
    return reached;
  }

  private static double sinceHeartbeat(CurrentlyExecuting execution) {
    return execution.getHeartbeatState().getFractionDead();
  }

  /** Its own clock stands at {@link #NOW}, and has begun when it was claimed. */
  private static CurrentlyExecuting execution(int number, Instant claimed) {
    List<Instant> times = new ArrayList<>(List.of(claimed));
    return new CurrentlyExecuting(
        new Execution(
            claimed,
            new TaskInstance<Void>("job", "number-" + number),
            true,
            "here",
            null,
            null,
            0,
            claimed,
            7),
        () -> times.isEmpty() ? NOW : times.removeFirst(),
        PLAN);
  }
}
