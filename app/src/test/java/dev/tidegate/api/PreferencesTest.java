package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "wait=10 | 10 | false",
        "WAIT = 10 | 10 | false",
        "wait=\"10\" | 10 | false",
        "wait=10; foo=\"a,b\" | 10 | false",
        "respond-async, wait=10 | 10 | true",
        "respond-async | | true",
        "Respond-Async; x=1 | | true",
        "foo=\"wait=3, respond-async\" | | false",
        "foo=\"a\\\", wait=3\", wait=4 | 4 | false",
        "wait=5, wait=6 | 5 | false",
        "wait=0 | 0 | false",
        "handling=lenient,wait=7,,return=minimal | 7 | false",
      })
  void are_read_as_rfc_7240_writes_them(String header, Long seconds, boolean respondAsync) {
    assertThat(Preferences.of(List.of(header)))
        .isEqualTo(
            new Preferences(seconds == null ? null : Duration.ofSeconds(seconds), respondAsync));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        ";",
        "=",
        "wait",
        "wait=",
        "wait=-1",
        "wait=1.5",
        "wait=soon",
        "wait=1=2",
        "wait=99999999999999999999",
        "wait=\"",
        "\"",
        "\\",
        "waiting=5",
        "wait=٣"
      })
  void what_is_not_understood_is_not_done(String header) {
    assertThat(Preferences.of(List.of(header))).isEqualTo(new Preferences(null, false));
  }

  @Test
  void may_stand_in_several_headers() {
    assertThat(Preferences.of(List.of("respond-async", "wait=3")))
        .isEqualTo(new Preferences(Duration.ofSeconds(3), true));
    assertThat(Preferences.of(List.of())).isEqualTo(new Preferences(null, false));
  }

  @Test
  void a_wait_is_no_longer_than_it_may_be() {
    Preferences patient = Preferences.of(List.of("wait=999999999"));

    assertThat(patient.waitAtMost(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(60));
    assertThat(Preferences.of(List.of("wait=2")).waitAtMost(Duration.ofSeconds(60)))
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(Preferences.of(List.of()).waitAtMost(Duration.ofSeconds(60))).isZero();
  }
}
