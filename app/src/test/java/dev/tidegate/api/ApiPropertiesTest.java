package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.job.ByteSize;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPropertiesTest {

  @ParameterizedTest
  @ValueSource(longs = {0, (1L << 30) + 1, 1L << 31, Long.MAX_VALUE})
  void a_body_that_nobody_can_hold_is_refused_at_the_start(long bytes) {
    assertThatThrownBy(() -> properties(bytes, 60_000, 1_000, 15_000, 5_000, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max-body");
  }

  @Test
  void the_largest_body_is_a_gibibyte() {
    assertThat(properties(1L << 30, 0, 10, 100, 1_000, 0, 1, 1).maxBody().bytes())
        .isEqualTo(1L << 30);
  }

  @ParameterizedTest
  @CsvSource({
    "max-wait, -1, 1000, 15000, 1000, 0, 1, 1",
    "max-wait, 3600001, 1000, 15000, 1000, 0, 1, 1",
    "look-interval, 1, 9, 15000, 1000, 0, 1, 1",
    "look-interval, 1, 60001, 15000, 1000, 0, 1, 1",
    "heartbeat, 1, 1000, 99, 1000, 0, 1, 1",
    "heartbeat, 1, 1000, 300001, 1000, 0, 1, 1",
    "stall-limit, 1, 1000, 15000, 999, 0, 1, 1",
    "stall-limit, 1, 1000, 15000, 3600001, 0, 1, 1",
    "node-patience, 1, 1000, 15000, 1000, -1, 1, 1",
    "node-patience, 1, 1000, 15000, 1000, 2001, 1, 1",
    "open-per-actor, 1, 1000, 15000, 1000, 0, 0, 1",
    "open-per-node, 1, 1000, 15000, 1000, 0, 1, 0",
  })
  void what_is_out_of_range_is_named_at_the_start(
      String name,
      long maxWait,
      long look,
      long heartbeat,
      long stall,
      long node,
      int perActor,
      int perNode) {
    assertThatThrownBy(
            () -> properties(1, maxWait, look, heartbeat, stall, node, perActor, perNode))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tidegate.api." + name);
  }

  private static ApiProperties properties(
      long maxBody,
      long maxWait,
      long look,
      long heartbeat,
      long stall,
      long node,
      int perActor,
      int perNode) {
    return new ApiProperties(
        new ByteSize(maxBody),
        Duration.ofMillis(maxWait),
        Duration.ofMillis(look),
        Duration.ofMillis(heartbeat),
        Duration.ofMillis(stall),
        Duration.ofMillis(node),
        perActor,
        perNode);
  }
}
