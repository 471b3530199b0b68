package dev.tidegate.lua.module;

import org.luaj.vm2.LuaTable;

/**
 * A table that was a JSON object, so that an empty one becomes an object again and not an array.
 * Otherwise a table like any other.
 */
final class JsonObject extends LuaTable {}
