package dev.tidegate.lua.task;

import org.luaj.vm2.LuaValue;

/**
 * What came of sending or receiving.
 *
 * @param channel on which
 * @param value what was received or sent; nil when the channel is closed
 * @param ok whether a value changed hands; false when the channel is closed, and empty for
 *     receivers
 */
record Transfer(Channel channel, LuaValue value, boolean ok) {}
