package dev.tidegate.lua.module;

import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.ValueCodec;
import org.luaj.vm2.LuaValue;

/**
 * Carries a run's input and result between JSON and Lua, by the same rules as the module {@code
 * json}; but a result with functions, threads or host objects in it is refused.
 */
public final class JsonCodec implements ValueCodec {

  /** Makes the codec; it keeps nothing. */
  public JsonCodec() {}

  @Override
  public LuaValue read(LuaRuntime runtime, Json json) {
    byte[] text = json.utf8();
    try {
      return JsonReader.read(runtime, text, 0, text.length);
    } catch (JsonFault fault) {
      throw ScriptError.of(ErrorKind.INVALID, "input: " + fault.words(), false);
    }
  }

  @Override
  public Json write(LuaRuntime runtime, LuaValue value, long limit) {
    try {
      return Json.ofUtf8(
          JsonWriter.write(runtime, value, JsonWriter.Uncarried.REFUSED, "result", limit));
    } catch (JsonFault fault) {
      throw ScriptError.of(ErrorKind.INVALID, fault.words(), false);
    }
  }
}
