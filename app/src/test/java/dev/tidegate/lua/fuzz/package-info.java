/** Attacks what reads bytes of strangers: the compiler, patterns, formats, arguments and JSON. */
@NullMarked
package dev.tidegate.lua.fuzz;

import org.jspecify.annotations.NullMarked;
