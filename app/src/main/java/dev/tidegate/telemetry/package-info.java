/** Meters, made from what the other packages report; nothing depends on them. */
@NullMarked
package dev.tidegate.telemetry;

import org.jspecify.annotations.NullMarked;
