/**
 * WebSocket connections for scripts: the Lua module, its options and close codes, and the transport
 * as the module sees it.
 */
@NullMarked
package dev.tidegate.websocket;

import org.jspecify.annotations.NullMarked;
