/** The module {@code env}: variables that the operator lets scripts read. */
@NullMarked
package dev.tidegate.env;

import org.jspecify.annotations.NullMarked;
