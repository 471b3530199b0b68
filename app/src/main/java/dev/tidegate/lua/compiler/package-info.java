/** The compiler: from the text of a chunk to Lua 5.2's bytecode, in one pass. */
@NullMarked
package dev.tidegate.lua.compiler;

import org.jspecify.annotations.NullMarked;
