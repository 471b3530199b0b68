package dev.tidegate.policy.expression;

/** The value of the literal {@code null}; no variable has it. */
enum Null {
  NULL
}
