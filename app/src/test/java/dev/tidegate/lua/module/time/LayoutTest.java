package dev.tidegate.lua.module.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

  private static final ZoneDatabase ZONES = ZoneDatabase.load();
  private static final Zone LOS_ANGELES = ZONES.find("America/Los_Angeles").orElseThrow();
  private static final Zone BERLIN = ZONES.find("Europe/Berlin").orElseThrow();

  /** Wednesday, February 4th 2009, 21:00:57.0123456 PST. */
  private static final Moment MOMENT = Moment.at(1_233_810_057, 12_345_600, LOS_ANGELES);

  private static Moment parse(String layout, String text, Zone zone) {
    return switch (Layout.of(layout).parse(text, zone)) {
      case Layout.Parsed.Time(Moment moment) -> moment;
      case Layout.Parsed.Mismatch(String message) -> throw new AssertionError(message);
    };
  }

  private static String fault(String layout, String text) {
    return switch (Layout.of(layout).parse(text, Zone.UTC)) {
      case Layout.Parsed.Mismatch(String message) -> message;
      case Layout.Parsed.Time(Moment moment) ->
          throw new AssertionError("was read as " + Layout.plain().format(moment));
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(2006)-(01)-(02)T(15):(04):(05)(Z07:00)",
        "(2006)-(01)-(02) (002) (15):(04):(05)(.000)",
        "(2006)(002)(01) (15)(04)(05)",
        "(Monday), (02)-(Jan)-(06) (15):(04):(05) (MST)",
        "(Mon) (January) (_2) (3):(4):(5)(,999)(PM)",
        "Janet and Months, but (Jan)UARY (Mon)DAY",
        "_(2006) (_2)_ (__2) (2)00 (1)-(15)",
        "(Z070000) (Z07:00:00) (Z0700) (Z07:00) (Z07) Z0",
        "(-070000) (-07:00:00) (-0700) (-07:00) (-07) -0",
        "(2006).(01).(02)(.00) (.0)x? .(01) (,9),8 .(06)",
        "P p (pm)(PM) Pm pM (03)(03) 00 07",
        "no piece at all",
        ""
      })
  void a_layout_is_taken_to_pieces(String marked) {
    String text = marked.replaceAll("[()]", "");

    assertThat(
            Layout.of(text).elements().stream()
                .map(element ->
                    element instanceof Element.Literal
                        ? element.text()
                        : "(" + element.text() + ")")
                .collect(Collectors.joining()))
        .isEqualTo(marked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Mon Jan _2 15:04:05 2006|Wed Feb  4 21:00:57 2009",
        "Mon Jan _2 15:04:05 MST 2006|Wed Feb  4 21:00:57 PST 2009",
        "Mon Jan 02 15:04:05 -0700 2006|Wed Feb 04 21:00:57 -0800 2009",
        "02 Jan 06 15:04 MST|04 Feb 09 21:00 PST",
        "02 Jan 06 15:04 -0700|04 Feb 09 21:00 -0800",
        "Monday, 02-Jan-06 15:04:05 MST|Wednesday, 04-Feb-09 21:00:57 PST",
        "Mon, 02 Jan 2006 15:04:05 MST|Wed, 04 Feb 2009 21:00:57 PST",
        "2006-01-02T15:04:05Z07:00|2009-02-04T21:00:57-08:00",
        "2006-01-02T15:04:05.999999999Z07:00|2009-02-04T21:00:57.0123456-08:00",
        "3:04PM|9:00PM",
        "3pm|9pm",
        "03:4:5 pm|09:0:57 pm",
        "06 01 02|09 02 04",
        "1/2/06|2/4/09",
        "Hi Janet, the Month is January|Hi Janet, the Month is February",
        "Jan _2 15:04:05|Feb  4 21:00:57",
        "Jan _2 15:04:05.000|Feb  4 21:00:57.012",
        "Jan _2 15:04:05.000000|Feb  4 21:00:57.012345",
        "Jan _2 15:04:05,000000000|Feb  4 21:00:57,012345600",
        "05.000000000000|57.012345600",
        "05.0 05.9 05,9|57.0 57 57",
        "Jan  2 002 __2 2|Feb  4 035  35 4",
        "_2006|_2009",
        "-07 -07:00 -070000 -07:00:00|-08 -08:00 -080000 -08:00:00",
        "Z07 Z0700 Z07:00 Z070000 Z07:00:00|-08 -0800 -08:00 -080000 -08:00:00",
        "plain 7 text 8 é|plain 7 text 8 é",
        "''|''"
      })
  void formats_as_go_does(String layout, String expected) {
    assertThat(Layout.of(layout).format(MOMENT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|15 03 3 PM pm|00 12 12 AM am",
        "3600|15 03 3 PM pm|01 01 1 AM am",
        "43200|15 03 3 PM pm|12 12 12 PM pm",
        "46800|15 03 3 PM pm|13 01 1 PM pm",
        "0|Z07 Z0700 Z07:00 Z070000 Z07:00:00|Z Z Z Z Z",
        "0|-07 -0700 -07:00 -070000 -07:00:00 MST|+00 +0000 +00:00 +000000 +00:00:00 UTC",
        "0|x.9,999 05.999|x 00",
        "-1|Monday|Wednesday",
        "0|Monday 002 __2|Thursday 001   1",
        "-62135596800|2006 06|0001 01",
        "-62167219200|2006 06|0000 00",
        "-62167219201|2006 06|-0001 00",
        "253402300800|2006 06|10000 00",
      })
  void formats_the_corners(long second, String layout, String expected) {
    assertThat(Layout.of(layout).format(Moment.at(second, 0, Zone.UTC))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, -00:00:01 +00:00",
    "3661, +01:01:01 +01:01",
    "-90, -00:01:30 -00:01",
    "360000, +100:00:00 +100:00"
  })
  void offsets_have_a_sign_where_they_are_shown(int offset, String expected) {
    Moment moment = Moment.at(0, 0, new FixedZone("", offset));

    assertThat(Layout.of("-07:00:00 -07:00").format(moment)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Mon Jan _2 15:04:05 2006|Thu Feb  4 21:00:57 2010|2010-02-04 21:00:57 +0000 UTC",
        "Mon Jan _2 15:04:05 2006|Thu Feb 4 21:00:57 2010|2010-02-04 21:00:57 +0000 UTC",
        "Mon Jan _2 15:04:05 2006|Thu    Feb   4   21:00:57   2010|2010-02-04 21:00:57 +0000 UTC",
        "Mon Jan _2 15:04:05 2006|THU feb 4 21:00:57 2010|2010-02-04 21:00:57 +0000 UTC",
        // The weekday need not be the date's own.
        "Mon Jan _2 2006|Fri Feb  4 2010|2010-02-04 00:00:00 +0000 UTC",
        "Mon Jan _2 15:04:05 2006|Thu Feb  4 21:00:57.012 2010|2010-02-04 21:00:57.012 +0000 UTC",
        "Mon Jan _2 15:04:05.000 2006|Thu Feb  4 21:00:57,012 2010|2010-02-04 21:00:57.012 +0000 UTC",
        "15:04:05|21:00:57.1234567899|0000-01-01 21:00:57.123456789 +0000 UTC",
        "15:04:05.999|21:00:57|0000-01-01 21:00:57 +0000 UTC",
        "15:04:05.999|21:00:57.12345|0000-01-01 21:00:57.12345 +0000 UTC",
        "2006.01.02.15.04.05.00|2010.02.04.21.00.57.01|2010-02-04 21:00:57.01 +0000 UTC",
        "2006-01-02T15:04:05Z07:00|2010-02-04T21:00:57-08:00|2010-02-04 21:00:57 -0800 -0800",
        "2006-01-02T15:04:05Z07:00|2010-02-04T21:00:57Z|2010-02-04 21:00:57 +0000 UTC",
        "2006-01-02T15:04:05Z|2010-02-04T21:00:57Z|2010-02-04 21:00:57 +0000 UTC",
        "2006-01-02 15:04:05 -07|2010-02-04 21:00:57 +03|2010-02-04 21:00:57 +0300 +0300",
        "2006-01-02 -070000|2010-02-04 +013015|2010-02-04 00:00:00 +0130 +0130",
        "2006-01-02 -07:00:00|2010-02-04 -24:60:60|2010-02-04 00:00:00 -2501 -2501",
        "2006-01-02 Z0700|2010-02-04 -0000|2010-02-04 00:00:00 +0000 UTC",
        "2006-01-02 MST|2010-02-04 PST|2010-02-04 00:00:00 +0000 PST",
        "2006-01-02 -0700 MST|2010-02-04 -0800 PST|2010-02-04 00:00:00 -0800 PST",
        "2006-01-02 MST|2010-02-04 UTC|2010-02-04 00:00:00 +0000 UTC",
        "2006-01-02 MST|2010-02-04 WITA|2010-02-04 00:00:00 +0000 WITA",
        "2006-01-02 MST|2010-02-04 ChST|2010-02-04 00:00:00 +0000 ChST",
        "2006-01-02 MST|2010-02-04 AEDST|2010-02-04 00:00:00 +0000 AEDST",
        "2006-01-02 MST|2010-02-04 AMSST|2010-02-04 00:00:00 +0000 AMSST",
        "2006-01-02 MST|2010-02-04 +03|2010-02-04 00:00:00 +0000 +03",
        // Go takes the clocks to show UTC here.
        "2006-01-02 15:04 MST|2010-02-05 05:00 GMT-8|2010-02-04 21:00:00 -0800 GMT-8",
        "3:04PM|12:00AM|0000-01-01 00:00:00 +0000 UTC",
        "3:04PM|12:00PM|0000-01-01 12:00:00 +0000 UTC",
        "3:04pm|9:07pm|0000-01-01 21:07:00 +0000 UTC",
        "06|68|2068-01-01 00:00:00 +0000 UTC",
        "06|69|1969-01-01 00:00:00 +0000 UTC",
        "06|00|2000-01-01 00:00:00 +0000 UTC",
        "2006-002|2012-366|2012-12-31 00:00:00 +0000 UTC",
        "2006-01-02 002|2010-02-04 035|2010-02-04 00:00:00 +0000 UTC",
        "200600201|201003502|2010-02-04 00:00:00 +0000 UTC",
        "2006 __2|2012  60|2012-02-29 00:00:00 +0000 UTC",
        "2006-1-2|2010-12-31|2010-12-31 00:00:00 +0000 UTC",
        "2006-1-2|2010-2-4|2010-02-04 00:00:00 +0000 UTC",
        "15h|7h|0000-01-01 07:00:00 +0000 UTC",
        "January|FEBRUARY|0000-02-01 00:00:00 +0000 UTC",
        "Monday|sunDAY|0000-01-01 00:00:00 +0000 UTC",
        "''|''|0000-01-01 00:00:00 +0000 UTC"
      })
  void parses_as_go_does(String layout, String text, String expected) {
    assertThat(Layout.plain().format(parse(layout, text, Zone.UTC))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "2006-01-02|2010-02-04x|\"2010-02-04x\": extra text: \"x\"",
        "2006-01-02|22-10-25|\"22-10-25\" as \"2006-01-02\": cannot parse \"22-10-25\" as \"2006\"",
        "2006-01-02|2010-2-04|\"2010-2-04\" as \"2006-01-02\": cannot parse \"2-04\" as \"01\"",
        "2006-01-02|2010-02|\"2010-02\" as \"2006-01-02\": cannot parse \"\" as \"-\"",
        "2006-01-02|2010-13-04|\"2010-13-04\": month out of range",
        "2006-01-02|2010-00-04|\"2010-00-04\": month out of range",
        "2006-01-02|2010-02-29|\"2010-02-29\": day out of range",
        "2006-01-02|2010-01-00|\"2010-01-00\": day out of range",
        "15:04|24:00|\"24:00\": hour out of range",
        "3:04PM|13:00PM|\"13:00PM\": hour out of range",
        "3:04PM|11:00pm|\"11:00pm\" as \"3:04PM\": cannot parse \"pm\" as \"PM\"",
        "15:04|23:60|\"23:60\": minute out of range",
        "15:04:05|23:59:60|\"23:59:60\": second out of range",
        "05.00|57.0|\"57.0\" as \"05.00\": cannot parse \".0\" as \".00\"",
        "Jan|Foo|\"Foo\" as \"Jan\": cannot parse \"Foo\" as \"Jan\"",
        "Jan|February|\"February\": extra text: \"ruary\"",
        "Monday|Mon|\"Mon\" as \"Monday\": cannot parse \"Mon\" as \"Monday\"",
        "Z07:00|+0100|\"+0100\" as \"Z07:00\": cannot parse \"+0100\" as \"Z07:00\"",
        "Z07:00|+25:00|\"+25:00\": time zone offset hour out of range",
        "-0700|+0161|\"+0161\": time zone offset minute out of range",
        "-070000|+010061|\"+010061\": time zone offset second out of range",
        "-0700|Z|\"Z\" as \"-0700\": cannot parse \"Z\" as \"-0700\"",
        "MST|Pst|\"Pst\" as \"MST\": cannot parse \"Pst\" as \"MST\"",
        "MST|ABCD|\"ABCD\" as \"MST\": cannot parse \"ABCD\" as \"MST\"",
        "MST|ABCDEF|\"ABCDEF\" as \"MST\": cannot parse \"ABCDEF\" as \"MST\"",
        "MST|+24|\"+24\" as \"MST\": cannot parse \"+24\" as \"MST\"",
        "2006-002|2011-366|\"2011-366\": day-of-year out of range",
        "2006-002|2011-000|\"2011-000\": day-of-year out of range",
        "2006-01 002|2011-01 032|\"2011-01 032\": day-of-year does not match month",
        "2006-02 002|2011-02 001|\"2011-02 001\": day-of-year does not match day",
        "a b|axb|\"axb\" as \"a b\": cannot parse \"axb\" as \"a b\""
      })
  void says_why_a_text_is_no_time(String layout, String text, String message) {
    assertThat(fault(layout, text)).isEqualTo("parsing time " + message);
  }

  @Test
  void a_message_shows_the_beginning_of_long_texts_and_no_control_characters() {
    assertThat(fault("x", "\"\\\u0007" + "y".repeat(100)))
        .isEqualTo(
            "parsing time \"\\\"\\\\�%1$s...\" as \"x\": cannot parse \"\\\"\\\\�%1$s...\" as \"x\""
                .formatted("y".repeat(61)));
  }

  @Test
  void the_zone_counts_where_the_text_has_none_or_one_that_it_knows() {
    assertThat(Layout.plain().format(parse("2006-01-02 15:04", "2024-07-01 12:00", BERLIN)))
        .isEqualTo("2024-07-01 12:00:00 +0200 CEST");
    assertThat(parse("2006-01-02 15:04 MST", "2024-07-01 12:00 CEST", BERLIN).zone())
        .isEqualTo(BERLIN);
    assertThat(Layout.plain().format(parse("2006-01-02 MST", "2024-07-01 CET", BERLIN)))
        .isEqualTo("2024-07-01 01:00:00 +0200 CEST");
    assertThat(parse("2006-01-02 15:04 -0700", "2024-07-01 12:00 +0200", BERLIN).zone())
        .isEqualTo(BERLIN);
    assertThat(parse("2006-01-02 15:04 -0700", "2024-01-01 12:00 +0200", BERLIN).zone())
        .isEqualTo(new FixedZone("", 7200));
    assertThat(parse("2006-01-02 -0700 MST", "2024-07-01 +0200 EET", BERLIN).zone())
        .isEqualTo(new FixedZone("EET", 7200));
    assertThat(parse("2006-01-02 -07:00:00", "2024-07-01 -00:00:01", BERLIN).zone())
        .isEqualTo(new FixedZone("", -1));
    assertThat(parse("2006-01-02 Z07", "2024-07-01 Z", BERLIN).zone()).isEqualTo(Zone.UTC);
  }

  /** A layout that tells a time in full, and the nanoseconds that it can't tell. */
  private record Exact(String layout, long step) {}

  private static final List<Exact> EXACT =
      List.of(
          new Exact("2006-01-02T15:04:05.999999999Z07:00:00", 1),
          new Exact("Monday, 2 January 2006, 3:04:05.000000pm -070000", 1_000),
          new Exact("__2|2006 15h4m5,000s Z07:00:00", 1_000_000),
          new Exact("Z070000PM03:04:05 2006/002", 1_000_000_000),
          new Exact("Mon _2 Jan 2006 15:04 -07:00:00", 60_000_000_000L));

  @Test
  void what_was_formatted_is_read_as_the_same_instant_in_the_same_zone() {
    SplittableRandom random = new SplittableRandom(20_261_128);
    List<String> names = ZoneDatabaseTest.regions().toList();
    // The years 1 to 9998, so that no zone is out of those that can be read.
    long first = MomentTest.utc("0001-01-02 00:00:00").second();
    long last = MomentTest.utc("9998-12-30 00:00:00").second();
    for (int i = 0; i < 20_000; i++) {
      Zone zone = ZONES.find(names.get(random.nextInt(names.size()))).orElseThrow();
      Moment moment = Moment.at(random.nextLong(first, last), random.nextInt(1_000_000_000), zone);
      Exact exact = EXACT.get(random.nextInt(EXACT.size()));
      String text = Layout.of(exact.layout).format(moment);

      Moment read = parse(exact.layout, text, zone);

      assertThat(read.compareInstant(cut(moment, exact.step)))
          .as("%s in %s as %s", moment, zone.name(), text)
          .isZero();
      // What the text calls UTC is read as that.
      assertThat(read.zone()).isIn(zone, Zone.UTC);
      assertThat(read.offset()).isEqualTo(moment.offset());
    }
  }

  /** Layouts show clocks cut, and clocks may be some seconds apart from UTC. */
  private static Moment cut(Moment moment, long step) {
    long shown = Math.floorMod(moment.second() + moment.offset(), 60L) * 1_000_000_000L;
    return moment.plus(-((shown + moment.nano()) % step));
  }

  @Test
  void without_a_zone_in_the_text_clocks_show_the_same_again() {
    SplittableRandom random = new SplittableRandom(5);
    List<String> names = ZoneDatabaseTest.regions().toList();
    String layout = "2006-01-02 15:04:05.000000000";
    for (int i = 0; i < 20_000; i++) {
      Zone zone = ZONES.find(names.get(random.nextInt(names.size()))).orElseThrow();
      Moment moment = Moment.at(random.nextInt(), random.nextInt(1_000_000_000), zone);

      Moment read = parse(layout, Layout.of(layout).format(moment), zone);

      assertThat(read.shown()).as("%s", moment).isEqualTo(moment.shown());
    }
  }
}
