package dev.tidegate.lua.task;

import org.luaj.vm2.LuaValue;

/**
 * What a receiver got.
 *
 * @param channel where from
 * @param value the value, nil when the channel is closed
 * @param ok whether it is a value that somebody sent; false when the channel is closed and empty
 */
record Reception(Channel channel, LuaValue value, boolean ok) {}
