/**
 * Attacks what reads bytes of strangers: the compiler, patterns, formats, arguments, JSON and
 * times.
 */
@NullMarked
package dev.tidegate.lua.fuzz;

import org.jspecify.annotations.NullMarked;
