/** What policies have decided and how they have changed: written line by line, and kept a while. */
@NullMarked
package dev.tidegate.audit;

import org.jspecify.annotations.NullMarked;
