/** The scheduling of one job: its tasks, the channels and timers that they wait on, and its end. */
@NullMarked
package dev.tidegate.lua.task;

import org.jspecify.annotations.NullMarked;
