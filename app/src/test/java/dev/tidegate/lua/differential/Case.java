package dev.tidegate.lua.differential;

import java.util.List;

/**
 * A chunk that is run by both.
 *
 * @param statements its parts, any of which may be left out to make it smaller
 * @param rounded whether numbers may differ in their last bits, as transcendental functions do
 */
record Case(List<String> statements, boolean rounded) {

  Case {
    statements = List.copyOf(statements);
  }

  static Case of(String source) {
    return new Case(List.of(source), false);
  }

  String source() {
    return String.join("\n", statements);
  }
}
