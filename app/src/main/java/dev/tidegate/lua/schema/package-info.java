/**
 * JSON Schema over Lua values: schemas of strangers, evaluated under the meter of the run that
 * asks.
 */
@NullMarked
package dev.tidegate.lua.schema;

import org.jspecify.annotations.NullMarked;
