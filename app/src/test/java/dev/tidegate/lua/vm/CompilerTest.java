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
        "x = 'abc | 1 | unfinished string near <eof>",
        "if x then | 1 | 'end' expected near <eof>",
        "x = 0b | 1 | malformed number near '0b'",
        "x = 1f | 1 | malformed number near '1f'",
        "x = y z | 1 | syntax error near <eof>",
        "x = '\\q' | 1 | invalid escape sequence near '\\q'",
        "x = [=y | 1 | invalid long string delimiter near '[='",
        "x = \u00f0 | 1 | unexpected symbol near char(240)",
        "f( | 1 | unexpected symbol near <eof>",
        "local 5 | 1 | <name> expected near '5'",
        "x = 0x10 0x11 | 1 | unexpected symbol near '0x11'",
        "x = ) 0b | 1 | unexpected symbol near ')'",
        "::a:: ::a:: | 1 | label 'a' already defined on line 1",
        "break | 1 | <break> at line 1 not inside a loop",
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--[[ t[a[[1] ]] x = 1",
        "local s = [[ [[ ]==] ]] x = 1",
        "--[[\n[[\n--]]\nx = 0x10 x = 0X.8p1 x = 1e999 x = 0xffffffffffffffffff",
        "#!/usr/bin/env lua isn't Lua\nx = 1",
        "x = 1 --",
        "x = 1--[[]]--[==[]]]==]",
        "x = 'a\\z  \n  b\\\nc\\x41\\065'",
        "",
        "#",
      })
  void valid_text_is_compiled(String source) {
    assertThat(compile("test", source)).isInstanceOf(Compilation.Compiled.class);
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
