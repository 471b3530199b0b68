package dev.tidegate.lua.vm;

import dev.tidegate.lua.Traced;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/**
 * What a host function keeps alive while it calls Lua, besides the arguments that it passes: those
 * stay in the Java frames between, whatever the callee does with them.
 *
 * @param below what those keep alive that were called before
 */
record Pinned(@Nullable Pinned below, @Nullable Traced what, Varargs values) {}
