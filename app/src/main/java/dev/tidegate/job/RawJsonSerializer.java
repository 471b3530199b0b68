package dev.tidegate.job;

import dev.tidegate.lua.Json;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes JSON that is text already as it is. */
final class RawJsonSerializer extends ValueSerializer<Json> {

  @Override
  public void serialize(Json json, JsonGenerator generator, SerializationContext context) {
    generator.writeRawValue(json.toString());
  }
}
