/** The interpreter: compiled scripts, contexts, and the meter that every run is charged on. */
@NullMarked
package dev.tidegate.lua.vm;

import org.jspecify.annotations.NullMarked;
