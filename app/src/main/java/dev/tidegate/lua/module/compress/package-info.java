/** The module {@code compress}. */
@NullMarked
package dev.tidegate.lua.module.compress;

import org.jspecify.annotations.NullMarked;
