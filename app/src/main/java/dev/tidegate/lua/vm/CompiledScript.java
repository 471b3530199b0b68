package dev.tidegate.lua.vm;

import dev.tidegate.lua.Script;
import org.luaj.vm2.Prototype;

/**
 * A script as bytecode.
 *
 * @param chunkName the name that positions in messages carry
 * @param prototype its main function; never changed after compilation
 */
public record CompiledScript(String chunkName, Prototype prototype) implements Script {}
