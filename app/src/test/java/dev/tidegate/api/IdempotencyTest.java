package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.job.IdempotencyKey;
import dev.tidegate.job.Limit;
import dev.tidegate.job.Retry;
import dev.tidegate.job.Source;
import dev.tidegate.lua.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {

  private static final Wish PLAIN = wish("return 1", null, "null", Map.of(), Map.of());

  @Test
  void the_same_request_has_the_same_fingerprint() {
    Wish one =
        wish(
            "a", "n", "{}", Map.of("a", "b", "c", "d"), Map.of(Limit.OUTPUT, 1L, Limit.RESULT, 2L));
    Wish two =
        wish(
            "a", "n", "{}", Map.of("c", "d", "a", "b"), Map.of(Limit.RESULT, 2L, Limit.OUTPUT, 1L));

    assertThat(Idempotency.fingerprint(one))
        .isEqualTo(Idempotency.fingerprint(two))
        .matches("[0-9a-f]{64}");
  }

  @Test
  void whatever_differs_makes_another_fingerprint() {
    List<Wish> wishes =
        Stream.of(
                PLAIN,
                wish("return 2", null, "null", Map.of(), Map.of()),
                wish("return 1", "n", "null", Map.of(), Map.of()),
                wish("return 1n", null, "null", Map.of(), Map.of()),
                wish("return 1", "null", "n", Map.of(), Map.of()),
                wish("return 1", null, "{}", Map.of(), Map.of()),
                wish("return 1", null, "null", Map.of("a", "b"), Map.of()),
                wish("return 1", null, "null", Map.of("ab", ""), Map.of()),
                wish("return 1", null, "null", Map.of("a", "", "b", ""), Map.of()),
                wish("return 1", null, "null", Map.of("a", "b", "b", ""), Map.of()),
                wish("return 1", null, "null", Map.of(), Map.of(Limit.OUTPUT, 1L)),
                wish("return 1", null, "null", Map.of(), Map.of(Limit.OUTPUT, 2L)),
                wish("return 1", null, "null", Map.of(), Map.of(Limit.RESULT, 1L)),
                retried(new Retry(2, Retry.NONE.backoff()), 0),
                retried(new Retry(1, Duration.ofSeconds(6)), 0),
                retried(Retry.NONE, 1),
                retried(Retry.NONE, -1))
            .toList();

    Set<String> fingerprints =
        wishes.stream().map(Idempotency::fingerprint).collect(Collectors.toSet());

    assertThat(fingerprints).hasSameSizeAs(wishes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"k", "\"k\"", " k "})
  void a_key_is_the_same_with_and_without_quotes(String header) {
    assertThat(Idempotency.key(List.of(header), PLAIN))
        .isEqualTo(new IdempotencyKey("k", Idempotency.fingerprint(PLAIN)));
  }

  @Test
  void a_request_without_the_header_has_no_key() {
    assertThat(Idempotency.key(List.of(), PLAIN)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "schlüssel", "\"\" \"", "a\tb", "\u007f"})
  void what_is_no_key_is_refused(String header) {
    assertThatThrownBy(() -> Idempotency.key(List.of(header), PLAIN))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void a_key_that_is_too_long_is_refused_and_so_are_two() {
    assertThat(Idempotency.key(List.of("k".repeat(255)), PLAIN)).isNotNull();
    assertThatThrownBy(() -> Idempotency.key(List.of("k".repeat(256)), PLAIN))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> Idempotency.key(List.of("k", "k"), PLAIN))
        .isInstanceOf(ProblemException.class);
  }

  private static Wish wish(
      String source,
      @Nullable String name,
      String input,
      Map<String, String> labels,
      Map<Limit, Long> limits) {
    return new Wish(Source.of(source), name, Json.of(input), labels, limits, Retry.NONE, 0);
  }

  private static Wish retried(Retry retry, int priority) {
    return new Wish(PLAIN.source(), null, PLAIN.input(), Map.of(), Map.of(), retry, priority);
  }
}
