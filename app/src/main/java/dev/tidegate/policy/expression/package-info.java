/**
 * Expressions of policies in the Common Expression Language: checked by its own compiler when they
 * are loaded, evaluated here, so that every step is counted and nothing but values is within reach.
 */
@NullMarked
package dev.tidegate.policy.expression;

import org.jspecify.annotations.NullMarked;
