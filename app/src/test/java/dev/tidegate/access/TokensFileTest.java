package dev.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Finding;
import dev.tidegate.policy.Metadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensFileTest {

  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final String DIGITS = "12345678".repeat(8);

  static List<ApiToken> parse(String yaml) {
    return TokensFile.parse("tokens.yaml", TokensContent.of(yaml.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Finding> faults(String yaml) {
    TokensException[] faults = new TokensException[1];
    assertThatExceptionOfType(TokensException.class)
        .isThrownBy(() -> parse(yaml))
        .satisfies(refused -> faults[0] = refused);
    return faults[0].faults();
  }

  @Test
  void a_token_has_what_its_entry_says() {
    assertThat(
            parse(
                """
                version: "1.0"
                tokens:
                  - id: ci
                    sha256: %s
                    actor: ann
                    groups: [default, research:readers]
                    meta: {role: trader, level: 3}
                    expires: 2027-01-31T01:00:00+01:00
                    description: The pipeline
                  - {id: digits, sha256: %s, actor: bob, groups: x}
                """
                    .formatted(HASH, DIGITS)))
        .containsExactly(
            new ApiToken(
                "ci",
                new TokenHash(HASH),
                new Actor(
                    "ann",
                    Metadata.of(Map.of("role", "trader", "level", 3)),
                    Set.of("default", "research:readers")),
                Instant.parse("2027-01-31T00:00:00Z")),
            new ApiToken("digits", new TokenHash(DIGITS), new Actor("bob", Set.of("x")), null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~> ",
      value = {
        "id: ci ~> id: c i ~> 3:9: the id must have 1 to 128",
        "id: ci ~> name: ci ~> 3:5: unknown key \"name\" in a token",
        "sha256: ~> sha256: tg_ ~> 4:13: sha256 must be the token's hash",
        "actor: ann ~> actor: '*' ~> 5:12: the id of an actor can't be *",
        "actor: ann ~> actor: ' ' ~> 5:12: the id of an actor must have 1 to 256 characters",
        "actor: ann ~> actor: \"a\\ab\" ~> 5:12: the id of an actor can't have control characters",
        "groups: [default] ~> groups: [a b] ~> 6:14: \"a b\" can't be the name of a group",
        "groups: [default] ~> groups: [a, a] ~> 6:17: \"a\" is in the list a second time",
        "groups: [default] ~> groups: [] ~> 6:13: \"groups\" is an empty list",
        "groups: [default] ~> meta: {a: 1} ~> 3:5: \"groups\" is missing",
        "groups: [default] ~> groups: [x]\\n    meta: 1 ~> 7:11: \"meta\" must be a mapping",
        "groups: [default] ~> groups: [x]\\n    expires: tomorrow ~> 7:14: expires must be a time",
        "groups: [default] ~> groups: [x]\\n    expires: 2027-01-31 ~> 7:14: expires must be a time",
        "groups: [default] ~> groups: [x]\\n    groups: [] ~> 7:5: ",
        "version: \"1.0\" ~> version: 2 ~> 1:10: the version must be \"1.0\"",
        "version: \"1.0\" ~> entries: [] ~> 1:1: ",
      })
  void what_is_wrong_is_named_with_its_place(String right, String wrong, String fault) {
    String good =
        """
        version: "1.0"
        tokens:
          - id: ci
            sha256: %s
            actor: ann
            groups: [default]
        """
            .formatted(HASH);
    String bad =
        right.equals("sha256:")
            ? good.replace("sha256: ", "sha256: tg_")
            : good.replace(right, wrong.replace("\\n", "\n"));

    assertThat(bad).isNotEqualTo(good);
    assertThat(faults(bad))
        .extracting(Finding::toString)
        .anySatisfy(text -> assertThat(text).startsWith("tokens.yaml:" + fault));
    // What stands there may be the token itself.
    assertThat(faults(bad).toString()).doesNotContain(HASH);
  }

  @Test
  void the_guide_shows_a_file() throws IOException {
    Matcher block =
        Pattern.compile("(?ms)^```yaml\n(version: .*?)^```$")
            .matcher(Files.readString(Path.of("../docs/access.md")));

    assertThat(block.find()).isTrue();
    assertThat(parse(block.group(1))).singleElement().extracting(ApiToken::id).isEqualTo("ci-2026");
    assertThat(block.find()).isFalse();
  }

  @Test
  void neither_an_id_nor_a_token_stands_there_twice() {
    assertThat(
            faults(
                """
                version: "1.0"
                tokens:
                  - {id: a, sha256: %s, actor: ann, groups: [x]}
                  - {id: a, sha256: %s, actor: ann, groups: [x]}
                  - {id: b, sha256: %s, actor: bob, groups: [x]}
                """
                    .formatted(HASH, DIGITS, HASH)))
        .extracting(Finding::toString)
        .containsExactly(
            "tokens.yaml:4:10: the id \"a\" stands in line 3 already",
            "tokens.yaml:5:21: this token stands in line 3 already");
  }

  @Test
  void an_empty_list_is_no_fault_and_an_empty_file_is() {
    assertThat(parse("version: \"1.0\"\ntokens: []\n")).isEmpty();
    assertThat(faults("")).isNotEmpty();
    assertThat(faults("version: \"1.0\"\n")).isNotEmpty();
  }
}
