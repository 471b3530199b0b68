package dev.tidegate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "*, anything, true",
    "*, '', true",
    "'', '', true",
    "'', a, false",
    "document.read, document.read, true",
    "document.read, document.read.all, false",
    "document.read, Document.read, false",
    "document.*, document, true",
    "document.*, document.read, true",
    "document.*, document.read.all, true",
    "document.*, documents, false",
    "document.*, documents.read, false",
    "document:*, 'document:', true",
    "document:*, 'document:financial', true",
    "document:*, document, false",
    "doc*, document, true",
    "doc*, do, false",
    "a?c, abc, false",
    "a?c, a?c, true",
    "[ab], a, false",
  })
  void matches_by_its_form(String pattern, String value, boolean matches) throws PatternFault {
    assertThat(TextPattern.parse(pattern).matches(value)).isEqualTo(matches);
  }

  @ParameterizedTest(name = "{0} is refused")
  @CsvSource(
      delimiter = '|',
      value = {
        "*.read | \"*.read\" has a star before its end; a star stands only at the end, like \"*\"",
        "a*c | \"a*c\" has a star before its end; a star stands only at the end, like \"a*\"",
        "** | \"**\" has a star before its end; a star stands only at the end, like \"*\"",
        ".* | \".*\" has nothing before the dot; write \"*\" for everything",
      })
  void refuses_a_star_that_would_not_be_one(String pattern, String why) {
    assertThatExceptionOfType(PatternFault.class)
        .isThrownBy(() -> TextPattern.parse(pattern))
        .withMessage(why);
  }
}
