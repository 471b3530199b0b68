/** Scripts that attack, what they must come to, and the check that nothing is left of them. */
@NullMarked
package dev.tidegate.lua.hostile;

import org.jspecify.annotations.NullMarked;
