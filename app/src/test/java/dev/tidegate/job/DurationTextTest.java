package dev.tidegate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0s",
    "250, 250, 250ms",
    "1500, 1500, 1.5s",
    "30s, 30000, 30s",
    "1m30s, 90000, 1m30s",
    "5m, 300000, 5m",
    "1h0m5s, 3605000, 1h5s",
    "24h, 86400000, 24h",
    "90m, 5400000, 1h30m",
    "1.5h, 5400000, 1h30m",
    "250ms, 250, 250ms",
    "61001, 61001, 1m1.001s",
  })
  void reads_milliseconds_and_go_notation_and_writes_go_notation(
      String text, long millis, String written) {
    Duration duration = DurationText.parse(text);

    assertThat(duration).isEqualTo(Duration.ofMillis(millis));
    assertThat(DurationText.format(duration)).isEqualTo(written);
    assertThat(DurationText.parse(written)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-1s", "-5", "1 s", "PT5S", "5d", "1.5", "999999999h"})
  void refuses_what_is_no_duration(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be milliseconds, or a duration such as");
  }
}
