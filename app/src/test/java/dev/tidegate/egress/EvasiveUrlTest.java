package dev.tidegate.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.egress.TargetUrl.Parse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The numbered spellings of {@code urls.txt}, each with its verdict: the canonical form, or why it
 * is refused. Backslash, u and four digits stand for a character that can't stand there itself.
 */
class EvasiveUrlTest {

  private static final Path TABLE = Path.of("src/test/resources/dev/tidegate/egress/urls.txt");
  private static final Pattern ROW = Pattern.compile("(\\d{3}) (.*?) => (refused: )?(.*)");
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  /** One row; in the form of a text that names the test. */
  record Spelling(int number, String text, boolean refused, String verdict) {

    static Spelling of(String line) {
      Matcher row = ROW.matcher(line);
      assertThat(row.matches()).as(line).isTrue();
      String text = ESCAPE.matcher(row.group(2)).replaceAll(Spelling::character);
      return new Spelling(Integer.parseInt(row.group(1)), text, row.group(3) != null, row.group(4));
    }

    private static String character(MatchResult escape) {
      char character = (char) Integer.parseInt(escape.group(1), 16);
      return Matcher.quoteReplacement(String.valueOf(character));
    }

    @Override
    public String toString() {
      return "%03d, %s".formatted(number, verdict);
    }
  }

  static List<Spelling> spellings() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(Spelling::of)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void a_spelling_has_its_verdict(Spelling spelling) {
    switch (TargetUrl.parse(spelling.text())) {
      case Parse.Parsed(TargetUrl url) -> {
        assertThat(spelling.refused()).as("accepted as %s", url).isFalse();
        assertThat(url.text()).isEqualTo(spelling.verdict());
        assertThat(TargetUrl.parse(url.text())).isEqualTo(new Parse.Parsed(url));
      }
      case Parse.Refused(String reason) -> {
        assertThat(spelling.refused()).as("refused: %s", reason).isTrue();
        assertThat(reason).isEqualTo(spelling.verdict()).matches("[ -~]+");
      }
    }
  }

  @Test
  void the_rows_are_numbered_and_no_spelling_stands_there_twice() throws IOException {
    List<Spelling> all = spellings();

    assertThat(all).extracting(Spelling::text).doesNotHaveDuplicates().hasSizeGreaterThan(250);
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).number()).isEqualTo(i + 1);
    }
  }
}
