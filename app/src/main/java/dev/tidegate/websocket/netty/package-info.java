/** The WebSocket transport (RFC 6455, RFC 7692) on Netty, with a streaming frame reader. */
@NullMarked
package dev.tidegate.websocket.netty;

import org.jspecify.annotations.NullMarked;
