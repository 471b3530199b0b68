package dev.tidegate.lua.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Compilation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompilerTest {

  private static Compilation compile(String chunkName, String source) {
    return Compiler.compile(chunkName, source.getBytes(StandardCharsets.ISO_8859_1), () -> {});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "return 1 + | 1 | unexpected symbol near <eof>",
        "return + 1 | 1 | unexpected symbol near '+'",
        "local x = = | 1 | unexpected symbol near '='",
        "local x = end | 1 | unexpected symbol near 'end'",
        "x = 'abc | 1 | unfinished string",
        "if x then | 1 | 'end' expected",
        "goto nowhere | 1 | no visible label 'nowhere' for <goto> at line 1"
      })
  void invalid_text_is_rejected_with_line_and_message(String source, int line, String message) {
    assertThat(compile("test", source)).isEqualTo(new Compilation.Rejected(line, message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "a:7: b", "name with spaces", "x", "é", "="})
  void the_line_is_found_whatever_the_chunk_is_called(String chunkName) {
    assertThat(compile(chunkName, "\n\nreturn +"))
        .isEqualTo(new Compilation.Rejected(3, "unexpected symbol near '+'"));
  }

  @Test
  void a_very_long_chunk_name_does_not_hide_the_line() {
    assertThat(compile("n".repeat(500), "\n)"))
        .isInstanceOfSatisfying(
            Compilation.Rejected.class, rejected -> assertThat(rejected.line()).isEqualTo(2));
  }

  @Test
  void a_binary_chunk_is_rejected() {
    assertThat(compile("test", "\033Lua"))
        .isEqualTo(
            new Compilation.Rejected(1, "attempt to load a binary chunk (only text is accepted)"));
  }

  @Test
  void nesting_beyond_what_the_compiler_bears_is_rejected() {
    for (String nested :
        new String[] {
          "return " + "(".repeat(100_000),
          "return " + "{".repeat(100_000),
          "do ".repeat(100_000),
          "return " + "not ".repeat(100_000),
          "x = " + "a..".repeat(100_000) + "a",
          "x = " + "a^".repeat(100_000) + "a",
          "a,".repeat(500_000) + "a = 1"
        }) {
      assertThat(compile("test", nested)).isInstanceOf(Compilation.Rejected.class);
    }
  }
}
