package dev.tidegate.lua.compiler;

import org.jspecify.annotations.Nullable;

/** A block that is being compiled ({@code BlockCnt}). */
final class Block {

  final @Nullable Block outer;
  final boolean loop;

  /** How many local variables were active where it began. */
  final int variables;

  /** The first of the labels that are its own. */
  final int firstLabel;

  /** The first of the jumps that are its own. */
  final int firstGoto;

  /** Whether a closure captures one of its variables. */
  boolean captured;

  Block(@Nullable Block outer, boolean loop, int variables, int firstLabel, int firstGoto) {
    this.outer = outer;
    this.loop = loop;
    this.variables = variables;
    this.firstLabel = firstLabel;
    this.firstGoto = firstGoto;
  }
}
