package dev.tidegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NodeIdTest {

  private final Random random = new Random(1);

  @Test
  void begins_with_the_host_and_is_another_one_each_time() {
    NodeId first = NodeId.of("Worker-3", random);

    assertThat(first.value()).matches("worker-3-[0-9a-f]{12}");
    assertThat(NodeId.of("Worker-3", random)).isNotEqualTo(first);
  }

  @Test
  void leaves_out_the_end_of_a_long_name() {
    assertThat(NodeId.of("a".repeat(300), random).value())
        .hasSize(NodeId.LONGEST)
        .matches("a+-[0-9a-f]{12}");
  }

  @Test
  void has_a_name_where_the_host_has_none() {
    assertThat(NodeId.of("", random).value()).startsWith("node-");
  }
}
