package dev.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.policy.Actor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActorQuotasTest {

  private static final Actor ANN = new Actor("ann", Set.of());
  private static final Actor BOB = new Actor("bob", Set.of());

  private final List<Quota> refused = new ArrayList<>();
  private long now;

  private ActorQuotas quotas(int perMinute, int burst) {
    return new ActorQuotas(perMinute, burst, () -> now, List.of(refused::add));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static int submitted(ActorQuotas quotas, Actor actor) {
    int count = 0;
    while (true) {
      try {
        quotas.submit(actor);
      } catch (QuotaExceededException full) {
        return count;
      }
      count++;
    }
  }

  @Test
  void as_many_as_allowed_come_at_once_and_then_as_many_as_time_brings() {
    ActorQuotas quotas = quotas(60, 5);

    assertThat(submitted(quotas, ANN)).isEqualTo(5);
    assertThat(refused).containsExactly(Quota.SUBMISSIONS);
    pass(Duration.ofSeconds(2));
    assertThat(submitted(quotas, ANN)).isEqualTo(2);
    pass(Duration.ofHours(1));
    assertThat(submitted(quotas, ANN)).isEqualTo(5);
  }

  @Test
  void what_is_refused_says_when_to_come_again_and_does_not_count() {
    ActorQuotas quotas = quotas(60, 1);
    quotas.submit(ANN);

    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(QuotaExceededException.class)
          .isThrownBy(() -> quotas.submit(ANN))
          .satisfies(full ->
              assertThat(full.retryAfter())
                  .isBetween(Duration.ofMillis(1), Duration.ofMillis(1001)));
    }
    pass(Duration.ofSeconds(1));
    quotas.submit(ANN);
  }

  @Test
  void actors_do_not_share() {
    ActorQuotas quotas = quotas(60, 3);

    assertThat(submitted(quotas, ANN)).isEqualTo(3);
    assertThat(submitted(quotas, BOB)).isEqualTo(3);
  }

  @Test
  void an_actor_is_forgotten_when_its_bucket_is_full_again_and_not_before() {
    ActorQuotas quotas = quotas(1, 5);
    assertThat(submitted(quotas, ANN)).isEqualTo(5);

    pass(Duration.ofMinutes(4));
    assertThat(submitted(quotas, ANN)).isEqualTo(4);
    pass(Duration.ofMinutes(5));
    assertThat(quotas.actors()).isEqualTo(1);
    pass(Duration.ofMinutes(5));
    assertThat(quotas.actors()).isZero();
    assertThat(submitted(quotas, ANN)).isEqualTo(5);
  }

  @Test
  void a_full_queue_is_counted_as_such() {
    QuotaExceededException full = quotas(60, 5).queueFull(7);

    assertThat(full.why()).isEqualTo("this actor may have 7 jobs that wait");
    assertThat(full.retryAfter()).isPositive();
    assertThat(refused).containsExactly(Quota.QUEUED);
  }

  @Test
  void what_is_configured_has_ranges_and_a_burst_of_a_minute() {
    assertThat(new SubmissionProperties(30, null).burst()).isEqualTo(30);
    assertThat(new SubmissionProperties(30, 7).burst()).isEqualTo(7);
    for (int wrong : new int[] {0, -1, 1_000_000_001}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new SubmissionProperties(wrong, null));
      assertThatIllegalArgumentException().isThrownBy(() -> new SubmissionProperties(1, wrong));
    }
  }
}
