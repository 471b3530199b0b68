package dev.tidegate.lua;

import org.luaj.vm2.LuaValue;

/** Carries values between JSON and Lua, at the edges of a run. */
public interface ValueCodec {

  /** Makes a Lua value of JSON; {@code null} is nil. */
  LuaValue read(LuaRuntime runtime, Json json);

  /**
   * Makes JSON of a Lua value, by raw access, calling no metamethod.
   *
   * @param limit the most bytes that the text may have
   * @throws ScriptError with kind {@link ErrorKind#INVALID} and the path in the value, when JSON
   *     can't carry it or it is longer than the limit
   */
  Json write(LuaRuntime runtime, LuaValue value, long limit);
}
