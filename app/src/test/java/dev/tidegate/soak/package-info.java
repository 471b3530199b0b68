/** Longer tests under load, run by {@code make soak}. */
@NullMarked
package dev.tidegate.soak;

import org.jspecify.annotations.NullMarked;
