/** Following files that somebody changes while the service runs, whatever they hold. */
@NullMarked
package dev.tidegate.reload;

import org.jspecify.annotations.NullMarked;
