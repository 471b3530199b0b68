package dev.tidegate.lua.module.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneDatabaseTest {

  private static final ZoneDatabase ZONES = ZoneDatabase.load();

  private static Zone zone(String name) {
    return ZONES.find(name).orElseThrow();
  }

  private static long second(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2024-01-01T00:00:00Z, 3600, CET",
    "Europe/Berlin, 2024-07-01T00:00:00Z, 7200, CEST",
    "Europe/Berlin, 1945-06-01T00:00:00Z, 10800, CEMT",
    "Europe/Berlin, 1850-01-01T00:00:00Z, 3208, LMT",
    "Europe/London, 2050-07-01T00:00:00Z, 3600, BST",
    "America/New_York, 1942-07-01T00:00:00Z, -14400, EWT",
    "America/New_York, 2024-07-01T00:00:00Z, -14400, EDT",
    "America/Anchorage, 1975-07-01T00:00:00Z, -32400, AHDT",
    "America/Anchorage, 2024-01-01T00:00:00Z, -32400, AKST",
    "Asia/Kathmandu, 2024-01-01T00:00:00Z, 20700, +0545",
    "America/Sao_Paulo, 2024-01-01T00:00:00Z, -10800, -03",
    "Etc/GMT+5, 2024-01-01T00:00:00Z, -18000, -05",
    "Etc/UTC, 2024-01-01T00:00:00Z, 0, UTC",
    "GMT, 2024-01-01T00:00:00Z, 0, GMT",
    "EST, 2024-07-01T00:00:00Z, -18000, EST",
    "HST, 2024-07-01T00:00:00Z, -36000, HST",
    "ROC, 2024-07-01T00:00:00Z, 28800, CST"
  })
  void a_region_has_the_offsets_and_names_of_its_history(
      String name, String instant, int offset, String abbreviation) {
    Zone zone = zone(name);

    assertThat(zone.name()).isEqualTo(name);
    assertThat(zone.offsetAt(second(instant))).isEqualTo(offset);
    assertThat(zone.abbreviationAt(second(instant))).isEqualTo(abbreviation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nowhere/City",
        "europe/berlin",
        "Europe",
        "Europe/",
        "../../etc/passwd",
        "/usr/share/zoneinfo/UTC",
        "Europe/../Europe/Berlin",
        "Europe/Berlin ",
        "UTC+3",
        "GMT+02:00",
        "+02:00",
        "Z",
        "CET\0",
        "CTT"
      })
  void only_names_of_regions_are_known(String name) {
    assertThat(ZONES.find(name)).isEmpty();
  }

  static Stream<String> regions() {
    return ZoneRulesProvider.getAvailableZoneIds().stream()
        // Made up by the Java platform.
        .filter(name -> !name.startsWith("SystemV/"))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("regions")
  void each_offset_since_1970_has_a_name_in_the_file(String name) {
    RegionZone zone = (RegionZone) zone(name);
    ZoneRules rules = ZoneId.of(name).getRules();
    Stream<Long> seconds =
        Stream.concat(
            Stream.of(0L, second("2026-01-01T00:00:00Z"), second("2026-07-01T00:00:00Z")),
            rules.getTransitions().stream()
                .map(transition -> transition.toEpochSecond())
                .filter(second -> second > 0));

    assertThat(seconds)
        .allSatisfy(second ->
            assertThat(zone.abbreviations().entries())
                .extracting(Abbreviations.Entry::offset)
                .contains(zone.offsetAt(second)));
  }

  @ParameterizedTest
  @CsvSource({"19800, +0530", "-12600, -0330", "10800, +03", "-39600, -11", "0, +00"})
  void an_offset_without_a_name_is_called_by_its_hours(int offset, String name) {
    assertThat(Abbreviations.NONE.at(offset, 0)).isEqualTo(name);
    assertThat(new FixedZone("", offset).abbreviationAt(0)).isEmpty();
  }

  @Test
  void an_abbreviation_means_what_it_meant_at_the_time() {
    Zone lisbon = zone("Europe/Lisbon");

    assertThat(zone("Europe/Berlin").offsetOf("CEST", second("2024-07-01T00:00:00Z")))
        .hasValue(7200);
    // It may be said of a time of the year in which clocks show something else.
    assertThat(zone("Europe/Berlin").offsetOf("CEST", second("2024-01-01T00:00:00Z")))
        .hasValue(7200);
    assertThat(zone("Europe/Berlin").offsetOf("PST", 0)).isEqualTo(OptionalInt.empty());
    assertThat(lisbon.offsetOf("WEST", second("1995-07-01T00:00:00Z"))).hasValue(3600);
    assertThat(Zone.UTC.offsetOf("UTC", 0)).hasValue(0);
    assertThat(new FixedZone("X", 60).offsetOf("X", 0)).hasValue(60);
    assertThat(new FixedZone("X", 60).offsetOf("Y", 0)).isEmpty();
  }

  @Test
  void the_local_zone_may_be_anything_that_the_java_platform_has() {
    Zone utc = ZONES.region("Local", ZoneOffset.UTC);
    assertThat(utc.name()).isEqualTo("Local");
    assertThat(utc.abbreviationAt(0)).isEqualTo("UTC");
    assertThat(ZONES.region("Local", ZoneId.of("Europe/Berlin")).abbreviationAt(0))
        .isEqualTo("CET");
    Zone offset = ZONES.region("Local", ZoneOffset.ofHours(-5));
    assertThat(offset.abbreviationAt(0)).isEqualTo("-05");
    assertThat(offset.offsetAt(0)).isEqualTo(-18_000);
  }
}
