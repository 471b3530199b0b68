/** Tests against peers that run in containers. */
@NullMarked
package dev.tidegate.container;

import org.jspecify.annotations.NullMarked;
