/** The standard library of Lua 5.2 as far as a sandbox has one, metered. */
@NullMarked
package dev.tidegate.lua.lib;

import org.jspecify.annotations.NullMarked;
