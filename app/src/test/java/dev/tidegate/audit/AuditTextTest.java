package dev.tidegate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTextTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "'', ''",
        "HOME, HOME",
        "a?b, a?b",
        "wss://a.test/v1, wss://a.test/v1",
        "wss://a.test/v1?token=secret, wss://a.test/v1",
        "wss://a.test/v1#secret, wss://a.test/v1",
        "wss://a.test/#secret?x, wss://a.test/",
        "wss://user:secret@a.test/, wss://a.test/",
        "wss://user:secret@a.test?x=secret, wss://a.test",
        "wss://user:se/cret@a.test/, wss://a.test/",
        "wss://a@secret@b.test/, wss://b.test/",
        "wss://a.test/?x=secret@b, wss://a.test/",
        "https://secret@, https://",
        "://secret@x, ://x",
      })
  void a_resource_is_shown_without_what_may_be_secret_in_a_url(String text, String shown) {
    assertThat(AuditText.resource(text)).isEqualTo(shown);
  }

  @Test
  void a_long_text_is_cut_and_says_so() {
    assertThat(AuditText.action("a".repeat(300))).isEqualTo("a".repeat(256) + "…");
    assertThat(AuditText.resource("b".repeat(3_000))).hasSize(2_049).endsWith("…");
    assertThat(AuditText.reason("c".repeat(1_024))).hasSize(1_024).doesNotEndWith("…");
  }

  @Test
  void a_text_is_not_cut_between_the_halves_of_a_pair() {
    assertThat(AuditText.action("a".repeat(255) + "\uD83D\uDE00b"))
        .isEqualTo("a".repeat(255) + "…");
  }
}
