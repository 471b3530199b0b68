package dev.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEntryTest {

  private static final BearerToken TOKEN = BearerToken.random(new SecureRandom());

  @TempDir private Path directory;

  private static TokenEntry entry(String id) {
    return TokenEntry.of(
        BearerToken.random(new SecureRandom()),
        id,
        "ann",
        List.of("default"),
        Metadata.EMPTY,
        null,
        null);
  }

  @Test
  void a_token_is_found_by_its_form_and_no_two_are_the_same() {
    assertThat(TOKEN.text()).matches("tg_[A-Za-z0-9_-]{43}");
    assertThat(BearerToken.random(new SecureRandom()).text()).isNotEqualTo(TOKEN.text());
    assertThat(TOKEN.toString()).doesNotContain(TOKEN.text());
  }

  @Test
  void an_entry_says_what_it_was_made_of_whatever_the_texts_hold() {
    String odd = "a: \"b\" #c\n- {x}";
    TokenEntry entry =
        TokenEntry.of(
            TOKEN,
            null,
            "yes",
            List.of("default", "research:readers"),
            Metadata.of(Map.of("note", odd, "levels", List.of(1, 2.5, true))),
            Instant.parse("2027-01-31T00:00:00Z"),
            odd);

    List<ApiToken> read = TokensFileTest.parse("version: \"1.0\"\ntokens:\n" + entry.yaml());

    assertThat(read)
        .containsExactly(
            new ApiToken(
                "t-yes-" + TOKEN.sha256().substring(0, 8),
                TOKEN.hash(),
                new Actor(
                    "yes",
                    Metadata.of(Map.of("note", odd, "levels", List.of(1, 2.5, true))),
                    Set.of("default", "research:readers")),
                Instant.parse("2027-01-31T00:00:00Z")));
    assertThat(entry.yaml()).doesNotContain(TOKEN.text());
  }

  @Test
  void what_no_file_could_hold_is_refused() {
    assertThatExceptionOfType(TokensException.class)
        .isThrownBy(
            () -> TokenEntry.of(TOKEN, null, "ann", List.of("a b"), Metadata.EMPTY, null, null))
        .withMessageContaining("can't be the name of a group");
  }

  @Test
  void entries_are_added_to_a_file_that_need_not_be_there() throws IOException {
    Path file = directory.resolve("tokens.yaml");

    entry("one").appendTo(file);
    entry("two").appendTo(file);

    assertThat(TokensFileTest.parse(Files.readString(file)))
        .extracting(ApiToken::id)
        .containsExactly("one", "two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version: \"1.0\"\ntokens: []\n",
        "tokens: []\nversion: \"1.0\"",
        "version: \"1.0\"\ntokens: nonsense\n",
      })
  void a_file_that_it_does_not_fit_stays_as_it_is(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("tokens.yaml"), text);

    assertThatExceptionOfType(TokensException.class).isThrownBy(() -> entry("one").appendTo(file));
    assertThat(file).hasContent(text);
  }

  @Test
  void an_id_that_is_taken_is_refused() throws IOException {
    Path file = directory.resolve("tokens.yaml");
    entry("one").appendTo(file);
    String before = Files.readString(file);

    assertThatExceptionOfType(TokensException.class)
        .isThrownBy(() -> entry("one").appendTo(file))
        .withMessageContaining("stands in line 3 already");
    assertThat(file).hasContent(before);
  }
}
