package dev.tidegate.lua.schema;

import org.luaj.vm2.LuaValue;

/** One keyword of a schema with its value. */
interface Keyword {

  /**
   * Whether the value is as the keyword wants it; says so to the evaluation where it is not.
   *
   * @param marks what of the value the schema has looked at; the keyword adds to it
   */
  boolean holds(Evaluation evaluation, LuaValue value, Marks marks);
}
