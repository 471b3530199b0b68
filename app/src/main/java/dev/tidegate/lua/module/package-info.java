/** Modules that need nothing but the engine: errors, time and json. */
@NullMarked
package dev.tidegate.lua.module;

import org.jspecify.annotations.NullMarked;
