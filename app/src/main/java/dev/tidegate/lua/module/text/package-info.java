/** The module {@code text}: regular expressions. */
@NullMarked
package dev.tidegate.lua.module.text;

import org.jspecify.annotations.NullMarked;
