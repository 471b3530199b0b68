package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.job.ByteSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPropertiesTest {

  @ParameterizedTest
  @ValueSource(longs = {0, (1L << 30) + 1, 1L << 31, Long.MAX_VALUE})
  void a_body_that_nobody_can_hold_is_refused_at_the_start(long bytes) {
    assertThatThrownBy(() -> new ApiProperties(new ByteSize(bytes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max-body");
  }

  @Test
  void the_largest_body_is_a_gibibyte() {
    assertThat(new ApiProperties(new ByteSize(1L << 30)).maxBody().bytes()).isEqualTo(1L << 30);
  }
}
