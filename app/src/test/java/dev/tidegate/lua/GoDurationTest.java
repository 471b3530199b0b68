package dev.tidegate.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "0s, PT0S",
    "5s, PT5S",
    "1m30s, PT1M30S",
    "1h2m3s4ms5us6ns, PT1H2M3.004005006S",
    "250ms, PT0.25S",
    "1.5h, PT1H30M",
    ".5s, PT0.5S",
    "5.s, PT5S",
    "7µs, PT0.000007S",
    "7μs, PT0.000007S",
    "-2s, PT-2S",
    "+2s, PT2S",
    "1s1s, PT2S",
    "0.4ns, PT0S",
    "9223372036854775807ns, PT2562047H47M16.854775807S"
  })
  void reads_what_go_reads(String text, Duration duration) {
    assertThat(GoDuration.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "-",
        "+",
        ".",
        ".s",
        "1 s",
        " 1s",
        "1s ",
        "1d",
        "1S",
        "1e3s",
        "--1s",
        "1s-1s",
        "1.2.3s",
        "9223372036854775808ns",
        "0x1s",
        "١s",
        "99999999999999999999999999999999999999999999999999999999999999999s"
      })
  void refuses_what_go_refuses(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }
}
