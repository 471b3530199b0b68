/** Regular expressions of limited size whose work is charged while it is done. */
@NullMarked
package dev.tidegate.lua.regexp;

import org.jspecify.annotations.NullMarked;
