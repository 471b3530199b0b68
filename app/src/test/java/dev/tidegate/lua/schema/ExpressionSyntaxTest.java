package dev.tidegate.lua.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionSyntaxTest {

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
      String expression = ExpressionSyntax.re2(text.toString());
      long size = ExpressionSyntax.size(expression);
      if (size > Expression.LARGEST) {
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
  })
  void repetitions_of_repetitions_multiply(String expression, long size) {
    assertThat(ExpressionSyntax.size(expression)).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource({
    "\\u00e9, \\x{e9}",
    "\\uD83D\\uDE00, \\x{1f600}",
    "\\u00e, \\u00e",
    "\\cJ, \\x{a}",
    "\\Qa\\E, QaE",
    "\\\\u00e9, \\\\u00e9",
    "a\\, a\\",
  })
  void escapes_of_ecmascript_become_those_of_re2(String given, String expected) {
    assertThat(ExpressionSyntax.re2(given)).isEqualTo(expected);
  }
}
