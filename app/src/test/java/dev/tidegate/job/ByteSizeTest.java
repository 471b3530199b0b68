package dev.tidegate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0B",
    "65536, 65536, 64KiB",
    "64KiB, 65536, 64KiB",
    "64 KiB, 65536, 64KiB",
    "1MiB, 1048576, 1MiB",
    "3GiB, 3221225472, 3GiB",
    "64kB, 64000, 64000B",
    "64KB, 64000, 64000B",
    "2MB, 2000000, 2000000B",
    "1GB, 1000000000, 1000000000B",
    "7B, 7, 7B",
  })
  void reads_plain_numbers_and_units_and_writes_the_largest_whole_unit(
      String text, long bytes, String written) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-1", "1.5MiB", "KiB", "1 parsec", "1  MiB", "1mib", "0x10", "१"})
  void refuses_what_is_no_size(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be a size in bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999999GiB", "99999999999999999KiB"})
  void refuses_what_is_too_large_to_count(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).hasMessage("must be a smaller size");
  }
}
