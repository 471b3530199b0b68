package dev.tidegate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.job.Limit;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The small values that the commands are made of. */
class ClientValuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080",
        "http://127.8.9.1/base/",
        "http://localhost",
        "http://[::1]:8080",
        "http://[::ffff:127.0.0.1]",
        "https://service.example.com"
      })
  void a_token_may_go_where_nobody_reads_along(String address) {
    assertThat(ServiceAddress.parse(address).isPrivate()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://service.example.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://10.0.0.1:8080",
        "http://0.0.0.0:8080",
        "http://[::]:8080"
      })
  void a_token_may_not_go_to_other_machines_in_the_open(String address) {
    assertThat(ServiceAddress.parse(address).isPrivate()).isFalse();
  }

  @Test
  void an_address_may_have_a_path_in_front() {
    assertThat(ServiceAddress.parse("https://example.com/tide//").at("/v1/jobs"))
        .hasToString("https://example.com/tide/v1/jobs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "127.0.0.1:8080", "http://", "http://a b", "http://h/?q", "http://h/#f"})
  void an_address_that_is_none_is_refused(String address) {
    assertThatThrownBy(() -> ServiceAddress.parse(address))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "-5, 0s",
    "0, 0s",
    "119, 119s",
    "130, 2m10s",
    "180, 3m",
    "599, 9m59s",
    "601, 10m",
    "7199, 119m",
    "7200, 2h",
    "172799, 47h",
    "172800, 2d"
  })
  void ages_are_short(long seconds, String text) {
    assertThat(Age.of(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @Test
  void waits_double_up_to_a_most_and_differ() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(1000));
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      assertThat(backoff.after(1, random)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
      assertThat(backoff.after(3, random))
          .isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
      assertThat(backoff.after(1_000_000, random))
          .isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
    }
  }

  @Test
  void emoji_and_letters_of_all_scripts_are_printed_as_they_are() {
    String text = "añ 漢字 עברית 👩\u200d💻";

    assertThat(Printable.line(text)).isEqualTo(text);
    assertThat(Printable.line("half \ud83d of it")).isEqualTo("half \\ud83d of it");
    assertThat(Printable.lines("a\nb\u2028c", "> ")).isEqualTo("a\n> b\\u2028c");
  }

  @Test
  void every_limit_of_the_service_has_an_option() {
    LimitOptions options = new LimitOptions();
    CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options));
    String[] arguments =
        Arrays.stream(Limit.values())
            .map(limit -> "--" + limit.field().replace('_', '-') + "=1")
            .toArray(String[]::new);

    line.parseArgs(arguments);

    assertThat(options.given().keySet())
        .containsExactly(Arrays.stream(Limit.values()).map(Limit::field).toArray(String[]::new));
  }
}
