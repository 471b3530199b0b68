package dev.tidegate.lua.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The targets for Jazzer. An ordinary build runs them with the inputs among the resources; {@code
 * make soak} looks for new ones.
 */
class LuaFuzzTest {

  @FuzzTest
  void parser(byte[] input) {
    Target.PARSER.attack(input);
  }

  @FuzzTest
  void patterns(byte[] input) {
    Target.PATTERNS.attack(input);
  }

  @FuzzTest
  void format(byte[] input) {
    Target.FORMAT.attack(input);
  }

  @FuzzTest
  void arguments(byte[] input) {
    Target.ARGUMENTS.attack(input);
  }

  @FuzzTest
  void json(byte[] input) {
    Target.JSON.attack(input);
  }

  @FuzzTest
  void schema(byte[] input) {
    Target.SCHEMA.attack(input);
  }

  @FuzzTest
  void times(byte[] input) {
    Target.TIMES.attack(input);
  }
}
