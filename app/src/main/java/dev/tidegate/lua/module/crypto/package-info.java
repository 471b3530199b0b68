/** The module {@code crypto}. */
@NullMarked
package dev.tidegate.lua.module.crypto;

import org.jspecify.annotations.NullMarked;
