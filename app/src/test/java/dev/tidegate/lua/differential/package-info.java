/** Holds Tidegate's Lua against stock Lua 5.2, with generated calls and programs. */
@NullMarked
package dev.tidegate.lua.differential;

import org.jspecify.annotations.NullMarked;
