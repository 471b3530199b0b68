/**
 * The engine's API: what starts a script, what limits it, how it ends, and what a module implements
 * to be reachable from Lua.
 */
@NullMarked
package dev.tidegate.lua;

import org.jspecify.annotations.NullMarked;
