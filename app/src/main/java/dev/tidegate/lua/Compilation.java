package dev.tidegate.lua;

/** What became of a source text. */
public sealed interface Compilation {

  /** The text is valid Lua. */
  record Compiled(Script script) implements Compilation {}

  /**
   * The text is not valid Lua.
   *
   * @param line the line, counted from 1, at which the compiler gave up
   * @param message the compiler's message without its position
   */
  record Rejected(int line, String message) implements Compilation {}
}
