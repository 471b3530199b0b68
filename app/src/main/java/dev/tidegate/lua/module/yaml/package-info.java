/** The module {@code yaml}. */
@NullMarked
package dev.tidegate.lua.module.yaml;

import org.jspecify.annotations.NullMarked;
