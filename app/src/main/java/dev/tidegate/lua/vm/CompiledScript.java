package dev.tidegate.lua.vm;

import dev.tidegate.lua.Script;
import org.luaj.vm2.Prototype;

/**
 * A script as bytecode.
 *
 * @param chunkName the name that positions in messages carry
 * @param prototype its main function; never changed after compilation
 * @param bytes what it takes, by the size model of the audit
 */
public record CompiledScript(String chunkName, Prototype prototype, long bytes) implements Script {

  static CompiledScript of(String chunkName, Prototype prototype) {
    return new CompiledScript(chunkName, prototype, HeapAudit.sizeOf(prototype));
  }
}
