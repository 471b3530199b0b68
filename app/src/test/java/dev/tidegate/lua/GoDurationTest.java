package dev.tidegate.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
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
    "0.6ns0.6ns, PT0S",
    "-0.9us, PT-0.0000009S",
    "-0, PT0S",
    "2562047h, PT2562047H",
    "-9223372036854775808ns, PT-2562047H-47M-16.854775808S",
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
        "-9223372036854775809ns",
        "3000000h",
        "0x1s",
        "١s",
        "99999999999999999999999999999999999999999999999999999999999999999s"
      })
  void refuses_what_go_refuses(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ns",
    "999, 999ns",
    "1000, 1µs",
    "1100, 1.1µs",
    "-999999, -999.999µs",
    "2200000, 2.2ms",
    "500000000, 500ms",
    "999999999, 999.999999ms",
    "1000000000, 1s",
    "1500000000, 1.5s",
    "3300000000, 3.3s",
    "60000000000, 1m0s",
    "245000000000, 4m5s",
    "245001000000, 4m5.001s",
    "3600000000000, 1h0m0s",
    "5445000000000, 1h30m45s",
    "18367001000000, 5h6m7.001s",
    "480000000001, 8m0.000000001s",
    "-5400000000000, -1h30m0s",
    "9223372036854775807, 2562047h47m16.854775807s",
    "-9223372036854775808, -2562047h47m16.854775808s"
  })
  void writes_what_go_writes(long nanos, String text) {
    assertThat(GoDuration.format(nanos)).isEqualTo(text);
  }

  @Test
  void reads_what_it_writes() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 10_000; i++) {
      // Durations of each size.
      long nanos = random.nextLong() >> random.nextInt(64);

      assertThat(GoDuration.parse(GoDuration.format(nanos))).contains(Duration.ofNanos(nanos));
    }
  }
}
