/** Who is calling: tokens, and the actors that they stand for. */
@NullMarked
package dev.tidegate.access;

import org.jspecify.annotations.NullMarked;
