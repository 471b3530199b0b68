package dev.tidegate.policy.expression;

/**
 * A part of an expression, ready to be evaluated. Its value is a text, {@code Long}, {@code
 * Double}, boolean, list, map, {@link Null#NULL}, or a {@link Flaw}.
 */
@FunctionalInterface
interface Term {

  Object value(Run run);
}
