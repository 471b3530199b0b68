package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/problems.md} against the problems that there are. */
class ProblemKindTest {

  private static final Path PAGE = Path.of("../docs/problems.md");

  @ParameterizedTest
  @EnumSource
  void a_problem_has_a_section_that_says_what_to_do(ProblemKind kind) throws IOException {
    String type = kind.type().toString();
    String name = type.substring(type.lastIndexOf('/') + 1);
    Matcher section =
        Pattern.compile("(?ms)^## " + name + "\\n\\n(?<head>[^\\n]+)\\n\\n(?<text>.+?)(?=^## |\\z)")
            .matcher(Files.readString(PAGE));

    assertThat(section.find()).as("a section %s", name).isTrue();
    assertThat(section.group("head"))
        .isEqualTo("`%s`, %d: %s.".formatted(type, kind.status().value(), kind.title()));
    assertThat(section.group("text").strip()).isNotBlank();
  }

  @Test
  void every_section_is_about_a_problem_that_there_is() throws IOException {
    Set<String> kinds = new TreeSet<>();
    for (ProblemKind kind : ProblemKind.values()) {
      kinds.add(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    assertThat(
            Pattern.compile("(?m)^## (.+)$")
                .matcher(Files.readString(PAGE))
                .results()
                .map(section -> section.group(1)))
        .containsExactlyInAnyOrderElementsOf(kinds);
  }
}
