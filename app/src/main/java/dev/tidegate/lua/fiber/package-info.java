/**
 * Fibers, the workers that run them, and the queue that shares the workers fairly. The one place
 * that knows how a computation is suspended.
 */
@NullMarked
package dev.tidegate.lua.fiber;

import org.jspecify.annotations.NullMarked;
