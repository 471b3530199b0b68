package dev.tidegate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lua.Limits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitRangeTest {

  private static final Limits SMALL =
      new Limits(Duration.ofSeconds(10), 100, 500, 1000, 2000, 2, 5, 7, 4000, 4096);
  private static final Limits LARGE =
      new Limits(Duration.ofSeconds(100), 1000, 5000, 10_000, 20_000, 20, 50, 7, 4000, 4096);
  private static final LimitRange RANGE = new LimitRange(SMALL, LARGE);

  @Test
  void gives_the_defaults_to_who_asks_for_nothing() {
    assertThat(RANGE.of(Map.of())).isEqualTo(SMALL);
  }

  @Test
  void gives_what_is_asked_for_up_to_the_most() {
    Map<Limit, Long> asked =
        Map.of(
            Limit.WALL_TIME, 100_000L,
            Limit.INSTRUCTIONS, 1000L,
            Limit.OUTPUT, 0L,
            Limit.RESULT, 20_000L,
            Limit.CONNECTIONS, 0L,
            Limit.COROUTINES, 50L);

    assertThat(RANGE.exceeded(asked)).isEmpty();
    assertThat(RANGE.of(asked))
        .isEqualTo(new Limits(Duration.ofSeconds(100), 1000, 500, 0, 20_000, 0, 50, 7, 4000, 4096));
  }

  @Test
  void names_what_is_beyond_the_most() {
    Map<Limit, Long> asked =
        Map.of(Limit.CONNECTIONS, 21L, Limit.WALL_TIME, 100_001L, Limit.OUTPUT, 1L);

    assertThat(RANGE.exceeded(asked)).containsExactly(Limit.WALL_TIME, Limit.CONNECTIONS);
    assertThatThrownBy(() -> RANGE.of(asked)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void can_be_narrowed_in_time() {
    LimitRange narrow = RANGE.wallTimeAtMost(Duration.ofSeconds(5));

    assertThat(narrow.defaults().wallTime()).hasSeconds(5);
    assertThat(narrow.most().wallTime()).hasSeconds(5);
    assertThat(narrow.most().instructions()).isEqualTo(1000);
    assertThat(RANGE.wallTimeAtMost(Duration.ofHours(1))).isEqualTo(RANGE);
  }

  @Test
  void can_be_narrowed_in_memory() {
    LimitRange narrow = RANGE.memoryAtMost(400);

    assertThat(narrow.defaults().memory()).isEqualTo(400);
    assertThat(narrow.most().memory()).isEqualTo(400);
    assertThat(narrow.most().instructions()).isEqualTo(1000);
    assertThat(RANGE.memoryAtMost(1L << 40)).isEqualTo(RANGE);
  }

  @Test
  void refuses_a_default_above_the_most() {
    assertThatThrownBy(() -> new LimitRange(LARGE, SMALL))
        .hasMessage("the default of wall_time (1m40s) is above its maximum (10s)");
  }
}
