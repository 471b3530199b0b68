/** Regular expressions of limited size, for scripts and for policies. */
@NullMarked
package dev.tidegate.regex;

import org.jspecify.annotations.NullMarked;
