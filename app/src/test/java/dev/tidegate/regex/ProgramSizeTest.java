package dev.tidegate.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program is expected to need, against what it does need. */
class ProgramSizeTest {

  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "(",
          "(?:",
          ")",
          ")",
          "{3}",
          "{0,7}",
          "{2,}",
          "*",
          "+?",
          "|",
          "[",
          "]",
          "[^",
          "\\]",
          "\\(",
          "\\)",
          "\\\\",
          "\\Q",
          "\\E",
          "\\pL",
          "\\d",
          "[[:alpha:]]",
          ".",
          "^",
          "$",
          "\\x{41}",
          "{",
          "}",
          "(?i)",
          "-");

  private static final int EXPRESSIONS = 200_000;
  private static final long SEED = 20_261_128;

  @Test
  void the_size_of_a_program_is_known_before_it_is_made() {
    SplittableRandom random = new SplittableRandom(SEED);
    int compiled = 0;
    for (int n = 0; n < EXPRESSIONS; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(1, 14); i > 0; i--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      String expression = text.toString();
      long size = ProgramSize.estimate(expression);
      if (size > BoundedRegex.LARGEST) {
        continue;
      }
      try {
        assertThat((long) Pattern.compile(expression).programSize())
            .as(expression)
            .isLessThanOrEqualTo(2 * size + 10);
        compiled++;
      } catch (PatternSyntaxException malformed) {
        assertThat(malformed.getDescription()).isNotEmpty();
      }
    }
    assertThat(compiled).isGreaterThan(EXPRESSIONS / 10);
  }

  @ParameterizedTest
  @CsvSource({
    "a, 1",
    "abc, 3",
    "a{1000}, 2002",
    "(a{10}){10}, 528",
    "[a-z]{5}, 12",
    "\\pL, 102",
    "[\\pL\\PN], 201",
    "(((ab, 2",
    "\\Q(a){9}[\\Ea{9}, 27",
    "\\Q[, 1",
  })
  void repetitions_of_repetitions_multiply(String expression, long size) {
    assertThat(ProgramSize.estimate(expression)).isEqualTo(size);
  }
}
