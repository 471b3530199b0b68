package dev.tidegate.lua.vm;

import dev.tidegate.lua.Traced;
import org.jspecify.annotations.Nullable;

/**
 * What a host function keeps alive while it calls Lua.
 *
 * @param below what those keep alive that were called before
 */
record Pinned(@Nullable Pinned below, Traced what) {}
