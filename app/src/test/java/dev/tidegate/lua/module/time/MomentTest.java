package dev.tidegate.lua.module.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

  private static final ZoneDatabase ZONES = ZoneDatabase.load();
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3600 * SECOND;

  static Moment utc(String text) {
    return switch (Layout.of("2006-01-02 15:04:05").parse(text, Zone.UTC)) {
      case Layout.Parsed.Time(Moment moment) -> moment;
      case Layout.Parsed.Mismatch(String message) -> throw new AssertionError(message);
    };
  }

  private static Zone zone(String name) {
    return ZONES.find(name).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "2020, 1, 1, 0, 0, 0, 0, 2020-01-01 00:00:00 +0000 UTC",
    "2020, 13, 1, 0, 0, 0, 0, 2021-01-01 00:00:00 +0000 UTC",
    "2020, 0, 1, 0, 0, 0, 0, 2019-12-01 00:00:00 +0000 UTC",
    "2020, -11, 1, 0, 0, 0, 0, 2019-01-01 00:00:00 +0000 UTC",
    "2020, 2, 30, 0, 0, 0, 0, 2020-03-01 00:00:00 +0000 UTC",
    "2020, 10, 32, 0, 0, 0, 0, 2020-11-01 00:00:00 +0000 UTC",
    "2020, 1, 0, 0, 0, 0, 0, 2019-12-31 00:00:00 +0000 UTC",
    "2020, 1, 1, 24, 0, 0, 0, 2020-01-02 00:00:00 +0000 UTC",
    "2020, 1, 1, 0, 60, 0, 0, 2020-01-01 01:00:00 +0000 UTC",
    "2020, 1, 1, 0, 0, -1, 0, 2019-12-31 23:59:59 +0000 UTC",
    "2020, 1, 1, 0, 0, 0, -1, 2019-12-31 23:59:59.999999999 +0000 UTC",
    "2020, 1, 1, 0, 0, 0, 1500000000, 2020-01-01 00:00:01.5 +0000 UTC",
    "1900, 2, 29, 0, 0, 0, 0, 1900-03-01 00:00:00 +0000 UTC",
    "2000, 2, 29, 0, 0, 0, 0, 2000-02-29 00:00:00 +0000 UTC",
    "0, 1, 1, 0, 0, 0, 0, 0000-01-01 00:00:00 +0000 UTC",
    "-1, 12, 31, 0, 0, 0, 0, -0001-12-31 00:00:00 +0000 UTC",
    "12345, 6, 7, 8, 9, 10, 11, 12345-06-07 08:09:10.000000011 +0000 UTC"
  })
  void fields_out_of_range_roll_over(
      long year,
      long month,
      long day,
      long hour,
      long minute,
      long second,
      long nano,
      String expected) {
    Moment moment = Moment.of(year, month, day, hour, minute, second, nano, Zone.UTC);

    assertThat(Layout.plain().format(moment)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // Clocks go from 02:00 to 03:00, and back from 03:00 to 02:00.
    "Europe/Berlin, 2024, 3, 31, 1, 59, 2024-03-31 01:59:00 +0100 CET",
    "Europe/Berlin, 2024, 3, 31, 2, 30, 2024-03-31 03:30:00 +0200 CEST",
    "Europe/Berlin, 2024, 3, 31, 3, 0, 2024-03-31 03:00:00 +0200 CEST",
    "Europe/Berlin, 2024, 10, 27, 2, 30, 2024-10-27 02:30:00 +0100 CET",
    "America/Los_Angeles, 2024, 3, 10, 2, 30, 2024-03-10 01:30:00 -0800 PST",
    "America/Los_Angeles, 2024, 11, 3, 1, 30, 2024-11-03 01:30:00 -0700 PDT",
    "Asia/Kolkata, 2024, 1, 1, 0, 0, 2024-01-01 00:00:00 +0530 IST",
    "Asia/Dubai, 2024, 1, 1, 0, 0, 2024-01-01 00:00:00 +0400 +04",
    "America/New_York, 1800, 1, 1, 0, 0, 1800-01-01 00:00:00 -0456 LMT"
  })
  void a_time_of_a_region_is_what_its_clocks_show(
      String region, long year, long month, long day, long hour, long minute, String expected) {
    Moment moment = Moment.of(year, month, day, hour, minute, 0, 0, zone(region));

    assertThat(Layout.plain().format(moment)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-31 10:00:00, 0, 1, 0, 2024-03-02 10:00:00",
    "2023-01-31 10:00:00, 0, 1, 0, 2023-03-03 10:00:00",
    "2011-10-31 00:00:00, 0, 1, 0, 2011-12-01 00:00:00",
    "2024-02-29 00:00:00, 1, 0, 0, 2025-03-01 00:00:00",
    "2024-03-31 00:00:00, 0, -1, 0, 2024-03-02 00:00:00",
    "2024-01-01 00:00:00, 0, 0, -1, 2023-12-31 00:00:00",
    "2024-01-01 00:00:00, -1, 14, 400, 2025-04-05 00:00:00"
  })
  void dates_are_added_to_field_by_field(
      String from, long years, long months, long days, String expected) {
    assertThat(utc(from).plusDate(years, months, days)).isEqualTo(utc(expected));
  }

  @Test
  void a_day_later_the_clocks_show_the_same_although_they_were_changed() {
    Zone berlin = zone("Europe/Berlin");
    Moment before = Moment.of(2024, 3, 30, 12, 0, 0, 0, berlin);

    assertThat(before.plusDate(0, 0, 1)).isEqualTo(Moment.of(2024, 3, 31, 12, 0, 0, 0, berlin));
    assertThat(before.plusDate(0, 0, 1).minus(before)).isEqualTo(23 * HOUR);
    assertThat(before.plus(24 * HOUR)).isEqualTo(Moment.of(2024, 3, 31, 13, 0, 0, 0, berlin));
  }

  @Test
  void differences_have_nanoseconds_and_end_where_a_duration_does() {
    Moment early = Moment.of(1700, 1, 1, 0, 0, 0, 1, Zone.UTC);
    Moment late = Moment.of(2300, 1, 1, 0, 0, 0, 0, Zone.UTC);

    assertThat(late.minus(early)).isEqualTo(Long.MAX_VALUE);
    assertThat(early.minus(late)).isEqualTo(Long.MIN_VALUE);
    assertThat(Moment.at(0, Long.MIN_VALUE, Zone.UTC).minus(Moment.at(0, 0, Zone.UTC)))
        .isEqualTo(Long.MIN_VALUE);
    assertThat(Moment.at(5, 3, Zone.UTC).minus(Moment.at(3, 4, Zone.UTC)))
        .isEqualTo(2 * SECOND - 1);
  }

  @ParameterizedTest
  @CsvSource({
    // 2012-12-07 12:15:30.918273645, as in Go's documentation.
    "1, 12:15:30.918273645, 12:15:30.918273645",
    "1000, 12:15:30.918274, 12:15:30.918273",
    "1000000, 12:15:30.918, 12:15:30.918",
    "1000000000, 12:15:31, 12:15:30",
    "2000000000, 12:15:30, 12:15:30",
    "60000000000, 12:16:00, 12:15:00",
    "600000000000, 12:20:00, 12:10:00",
    "3600000000000, 12:00:00, 12:00:00",
    "86400000000000, 00:00:00, 00:00:00",
    "0, 12:15:30.918273645, 12:15:30.918273645",
    "-5, 12:15:30.918273645, 12:15:30.918273645"
  })
  void rounds_and_truncates_as_go_does(long step, String rounded, String truncated) {
    Moment moment = Moment.of(2012, 12, 7, 12, 15, 30, 918_273_645, Zone.UTC);
    Layout clock = Layout.of("15:04:05.999999999");

    assertThat(clock.format(moment.roundedTo(step))).isEqualTo(rounded);
    assertThat(clock.format(moment.truncatedTo(step))).isEqualTo(truncated);
  }

  @Test
  void steps_are_counted_from_the_zero_time_whatever_the_zone_and_half_a_step_goes_up() {
    // The first of the year 1 was a Monday, so that weeks begin with one.
    Moment wednesday = Moment.of(2024, 5, 15, 12, 0, 0, 0, new FixedZone("", 7200));
    assertThat(Layout.plain().format(wednesday.truncatedTo(7 * 24 * HOUR)))
        .isEqualTo("2024-05-13 02:00:00 +0200 +0200");
    assertThat(Moment.at(0, 500, Zone.UTC).roundedTo(1000)).isEqualTo(Moment.at(0, 1000, Zone.UTC));
    assertThat(Moment.at(0, -500, Zone.UTC).roundedTo(1000)).isEqualTo(Moment.at(0, 0, Zone.UTC));

    Moment beforeZero = Moment.of(0, 12, 31, 23, 59, 59, 0, Zone.UTC);
    assertThat(beforeZero.truncatedTo(24 * HOUR)).isEqualTo(utc("0000-12-31 00:00:00"));
    assertThat(beforeZero.roundedTo(24 * HOUR).isZero()).isTrue();
  }

  @Test
  void truncating_and_rounding_land_on_the_neighbouring_multiples() {
    SplittableRandom random = new SplittableRandom(11);
    Moment zero = utc("0001-01-01 00:00:00");
    for (int i = 0; i < 5_000; i++) {
      Moment moment =
          Moment.at(random.nextLong(-1L << 40, 1L << 40), random.nextInt(1_000_000_000), Zone.UTC);
      long step = 1 + (random.nextLong() >>> random.nextInt(8, 64));
      Moment truncated = moment.truncatedTo(step);
      Moment rounded = moment.roundedTo(step);

      assertThat(nanosSince(zero, truncated).mod(BigInteger.valueOf(step))).isZero();
      assertThat(nanosSince(zero, rounded).mod(BigInteger.valueOf(step))).isZero();
      assertThat(moment.minus(truncated)).isBetween(0L, step - 1);
      assertThat(Math.abs(moment.minus(rounded))).isLessThanOrEqualTo(step - step / 2);
    }
  }

  private static BigInteger nanosSince(Moment zero, Moment moment) {
    return BigDecimal.valueOf(moment.second() - zero.second())
        .movePointRight(9)
        .toBigIntegerExact()
        .add(BigInteger.valueOf(moment.nano()));
  }

  @Test
  void instants_are_in_order_whatever_the_zone() {
    Moment noon = utc("2024-01-01 12:00:00");
    Moment elsewhere = noon.in(zone("Asia/Tokyo"));

    assertThat(elsewhere.compareInstant(noon)).isZero();
    assertThat(elsewhere.plus(1).compareInstant(noon)).isPositive();
    assertThat(noon.compareInstant(elsewhere.plus(SECOND))).isNegative();
    assertThat(utc("0001-01-01 00:00:00").in(zone("Asia/Tokyo")).isZero()).isTrue();
    assertThat(utc("0001-01-01 00:00:00").plus(1).isZero()).isFalse();
    assertThat(utc("1970-01-01 00:00:00").isZero()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {300_000_000L, -300_000_000L, 3_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE})
  void there_are_years_that_cannot_be_told(long year) {
    assertThatThrownBy(() -> Moment.of(year, 1, 1, 0, 0, 0, 0, Zone.UTC))
        .isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> utc("2024-01-01 00:00:00").plusDate(year, 0, 0))
        .isInstanceOf(DateTimeException.class);
  }

  @Test
  void the_last_moment_is_the_last() {
    Moment last = Moment.at(1L << 53, 999_999_999, zone("Europe/Berlin"));

    assertThat(Layout.plain().format(last))
        .isEqualTo("285428751-11-12 08:36:32.999999999 +0100 CET");
    assertThatThrownBy(() -> last.plus(1)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> Moment.at(Long.MAX_VALUE, Long.MAX_VALUE, Zone.UTC))
        .isInstanceOf(DateTimeException.class);
    for (int field = 1; field < 6; field++) {
      long[] fields = {2024, 1, 1, 0, 0, 0, 0};
      fields[field] = Long.MIN_VALUE;
      assertThatThrownBy(() ->
              Moment.of(
                  fields[0],
                  fields[1],
                  fields[2],
                  fields[3],
                  fields[4],
                  fields[5],
                  Long.MAX_VALUE,
                  Zone.UTC))
          .as("field %d", field)
          .isInstanceOf(DateTimeException.class);
    }
  }
}
