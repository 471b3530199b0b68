package dev.tidegate.lua.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes programs with a mistake or two in them, which are compiled but not run. */
final class BrokenPrograms {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|'[^']*'|\"[^\"]*\"|[\\w]+|\\.\\.\\.|\\.\\.|==|~=|<=|>=|::|.", Pattern.DOTALL);

  private BrokenPrograms() {}

  /** One program, and what its compilation says. */
  static Case generate(Chance chance) {
    String program = Programs.generate(chance).source();
    List<String> tokens =
        new ArrayList<>(TOKEN.matcher(program).results().map(MatchResult::group).toList());
    int mistakes = chance.between(1, 2);
    for (int i = 0; i < mistakes && !tokens.isEmpty(); i++) {
      spoil(tokens, chance);
    }
    String source = String.join("", tokens);
    return Case.of(
        "return (select(2, load(\"" + Comparison.escape(source) + "\", '=broken', 't')))");
  }

  private static void spoil(List<String> tokens, Chance chance) {
    int at = chance.below(tokens.size());
    switch (chance.below(5)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> tokens.subList(at, tokens.size()).clear();
      case 3 -> tokens.set(at, tokens.get(chance.below(tokens.size())));
      default ->
          tokens.add(
              at,
              chance.of(
                  "end",
                  "do",
                  ")",
                  "(",
                  "}",
                  "{",
                  "]",
                  "=",
                  "==",
                  ",",
                  ";",
                  "..",
                  "...",
                  "'",
                  "\"",
                  "[[",
                  "--[[",
                  "[=",
                  "0x",
                  "1e",
                  "3..2",
                  "12abc",
                  "0xep1",
                  "'\\q'",
                  "'\\300'",
                  "'\\xZ'",
                  "'\\",
                  "goto",
                  "goto nowhere",
                  "::here::",
                  "break",
                  "return",
                  "local",
                  "function",
                  "until",
                  "else",
                  "then",
                  "in",
                  "for",
                  "not",
                  "#",
                  "-",
                  "~",
                  "~=",
                  "!",
                  "@",
                  "$",
                  "?",
                  "\\",
                  "`",
                  "&",
                  "\u00e9",
                  "nil",
                  "a.b:c",
                  "a b",
                  "f{",
                  "\n(f)()"));
    }
  }
}
