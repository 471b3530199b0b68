/** The page in the browser where people write, run and watch scripts. */
@NullMarked
package dev.tidegate.console;

import org.jspecify.annotations.NullMarked;
