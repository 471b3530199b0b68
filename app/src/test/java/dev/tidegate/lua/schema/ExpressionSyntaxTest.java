package dev.tidegate.lua.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionSyntaxTest {

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
