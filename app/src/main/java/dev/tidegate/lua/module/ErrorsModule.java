package dev.tidegate.lua.module;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Table;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code errors}: makes structured errors, and tells their kinds apart. */
public final class ErrorsModule implements LuaModule {

  private final Table table;

  /** Makes the module. */
  public ErrorsModule() {
    Table entries = new Table();
    for (ErrorKind kind : ErrorKind.values()) {
      entries.put(kind.name(), LuaString.valueOf(kind.text()));
    }
    entries.put("new", HostFunction.global("errors.new", ErrorsModule::create));
    entries.put("is", HostFunction.global("errors.is", ErrorsModule::is));
    table = entries.freeze();
  }

  @Override
  public String name() {
    return "errors";
  }

  @Override
  public LuaValue value() {
    return table;
  }

  private static Varargs create(LuaRuntime runtime, Arguments arguments) {
    return switch (arguments.any(1)) {
      case LuaString message -> ErrorValue.of("", text(runtime, message), null, null);
      case Table fields -> create(runtime, fields);
      default -> throw arguments.typeError(1, "string or table");
    };
  }

  private static ErrorValue create(LuaRuntime runtime, Table fields) {
    String message =
        switch (fields.rawget("message")) {
          case LuaString string -> text(runtime, string);
          case LuaValue nil when nil.isnil() ->
              throw ScriptError.atCaller("message field is required");
          default -> throw ScriptError.atCaller("message must be a string");
        };
    String kind = fields.rawget("kind") instanceof LuaString string ? text(runtime, string) : "";
    LuaValue retryable = fields.rawget("retryable");
    @Nullable Table details = fields.rawget("details") instanceof Table given ? given : null;
    return ErrorValue.of(
        kind, message, retryable.isboolean() ? retryable.toboolean() : null, details);
  }

  private static String text(LuaRuntime runtime, LuaString string) {
    runtime.reserve(2L * string.m_length);
    return LuaText.decode(string);
  }

  private static Varargs is(LuaRuntime runtime, Arguments arguments) {
    LuaValue value = arguments.value(1);
    if (!(arguments.any(2) instanceof LuaString kind)) {
      throw arguments.typeError(2, "string");
    }
    if (!(value instanceof ErrorValue error)) {
      return LuaValue.FALSE;
    }
    // Compared as bytes: what is no UTF-8 equals nothing.
    runtime.reserve(3L * error.kind().length());
    return LuaValue.valueOf(LuaText.encode(error.kind()).raweq(kind));
  }
}
