/** Compares WebSocket clients: Tidegate's scripts, and clients that others use. */
@NullMarked
package dev.tidegate.bench.websocket;

import org.jspecify.annotations.NullMarked;
