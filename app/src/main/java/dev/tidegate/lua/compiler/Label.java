package dev.tidegate.lua.compiler;

/** A label, or a jump to one that was not found yet ({@code Labeldesc}). */
final class Label {

  /** What {@code break} jumps to; no label of a script can have that name. */
  static final String BREAK = "break";

  final String name;
  final int line;
  final int pc;

  /** How many local variables are active there. */
  int variables;

  Label(String name, int line, int pc, int variables) {
    this.name = name;
    this.line = line;
    this.pc = pc;
    this.variables = variables;
  }
}
