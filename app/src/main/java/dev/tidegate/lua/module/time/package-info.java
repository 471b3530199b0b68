/** The module {@code time}: times, durations and time zones as Go has them, timers and tickers. */
@NullMarked
package dev.tidegate.lua.module.time;

import org.jspecify.annotations.NullMarked;
