/** Who is calling, what they may do, and how much of it: tokens, actors, rights and quotas. */
@NullMarked
package dev.tidegate.access;

import org.jspecify.annotations.NullMarked;
