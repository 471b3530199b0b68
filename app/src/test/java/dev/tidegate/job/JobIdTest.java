package dev.tidegate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTest {

  private static final Instant TIME = Instant.parse("2026-11-22T10:15:30.123Z");

  @Test
  void is_a_uuid_of_version_7_that_holds_the_time() {
    UUID id = JobId.at(TIME, new Random(1)).value();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(TIME.toEpochMilli());
  }

  @Test
  void sorts_by_time() {
    Random random = new Random(2);
    List<String> ids =
        IntStream.range(0, 1000)
            .mapToObj(i -> JobId.at(TIME.plusMillis(i), random).toString())
            .toList();

    assertThat(ids).isSorted();
  }

  @Test
  void differs_within_a_millisecond() {
    Random random = new Random(3);

    assertThat(IntStream.range(0, 1000).mapToObj(_ -> JobId.at(TIME, random)))
        .doesNotHaveDuplicates();
  }

  @Test
  void refuses_other_versions() {
    UUID random = UUID.randomUUID();

    assertThatThrownBy(() -> new JobId(random)).hasMessageContaining(random.toString());
  }

  @Test
  void reads_what_it_writes() {
    JobId id = JobId.at(TIME, new Random(4));

    assertThat(JobId.of(id.toString())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "019a0000-0000-7000-8000-00000000000",
        "019a0000-0000-7000-8000-0000000000000",
        "019A0000-0000-7000-8000-000000000000",
        "019a0000-0000-4000-8000-000000000000",
        "019a0000-0000-7000-8000-000000000000\n",
        "019a0000-0000-7000-8000-00000000000٣",
        "{019a0000-0000-7000-8000-000000000000}",
      })
  void reads_nothing_else(String text) {
    assertThat(JobId.of(text)).isEmpty();
  }
}
