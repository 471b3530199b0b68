package dev.tidegate.lua.module;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Table;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code json}: {@code encode} and {@code decode}, which return nil and an error. */
public final class JsonModule implements LuaModule {

  private final Table table;

  /** Makes the module. */
  public JsonModule() {
    Table functions = new Table();
    functions.put("encode", HostFunction.global("json.encode", JsonModule::encode));
    functions.put("decode", HostFunction.global("json.decode", JsonModule::decode));
    table = functions.freeze();
  }

  @Override
  public String name() {
    return "json";
  }

  @Override
  public LuaValue value() {
    return table;
  }

  private static Varargs encode(LuaRuntime runtime, Arguments arguments) {
    try {
      return LuaString.valueUsing(
          JsonWriter.write(
              runtime,
              arguments.any(1),
              JsonWriter.Uncarried.AS_NULL,
              "value",
              runtime.limits().allocation()));
    } catch (JsonFault fault) {
      return failure(ErrorKind.INTERNAL, fault.words());
    }
  }

  private static Varargs decode(LuaRuntime runtime, Arguments arguments) {
    if (!(arguments.any(1) instanceof LuaString text)) {
      return failure(ErrorKind.INVALID, "string expected, got " + arguments.any(1).typename());
    }
    if (text.m_length == 0) {
      return failure(ErrorKind.INVALID, "empty string is not JSON");
    }
    try {
      return JsonReader.read(runtime, text.m_bytes, text.m_offset, text.m_length);
    } catch (JsonFault fault) {
      return failure(ErrorKind.INTERNAL, fault.words());
    }
  }

  private static Varargs failure(ErrorKind kind, String message) {
    return LuaValue.varargsOf(LuaValue.NIL, ErrorValue.of(kind, message, false));
  }
}
