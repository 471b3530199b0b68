package dev.tidegate.lua.module;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.CallStack;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Table;
import java.util.List;
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
    entries.put("wrap", HostFunction.global("errors.wrap", ErrorsModule::wrap));
    entries.put("is", HostFunction.global("errors.is", ErrorsModule::is));
    entries.put("call_stack", HostFunction.global("errors.call_stack", ErrorsModule::callStack));
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
      case LuaString message -> ErrorValue.of(runtime, "", text(runtime, message), null, null);
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
        runtime, kind, message, retryable.isboolean() ? retryable.toboolean() : null, details);
  }

  private static ErrorValue wrap(LuaRuntime runtime, Arguments arguments) {
    ErrorValue inner =
        switch (arguments.any(1)) {
          case ErrorValue error -> error;
          case LuaString message -> ErrorValue.of(runtime, "", text(runtime, message), null, null);
          default -> throw arguments.typeError(1, "error or string");
        };
    String context =
        switch (arguments.any(2)) {
          case ErrorValue error -> error.message();
          case LuaString string -> text(runtime, string);
          default -> throw arguments.typeError(2, "string or error");
        };
    return inner.wrap(runtime, context);
  }

  private static LuaValue callStack(LuaRuntime runtime, Arguments arguments) {
    if (!(arguments.any(1) instanceof ErrorValue error) || error.stack() == null) {
      return LuaValue.NIL;
    }
    CallStack stack = error.stack();
    List<CallStack.Entry> entries = stack.entries(runtime);
    if (entries.isEmpty()) {
      return LuaValue.NIL;
    }
    Table frames = new Table();
    for (CallStack.Entry entry : entries) {
      Table frame = new Table();
      frames.put(frames.length() + 1, frame);
      frame.put("level", Numbers.of(frames.length()));
      frame.put("source", LuaText.encode(entry.source()));
      frame.put("line", Numbers.of(entry.lineNumber()));
      frame.put("name", LuaText.encode(entry.name()));
      frame.put("type", LuaText.encode(entry.isMainChunk() ? "main" : "Lua"));
    }
    Table result = new Table();
    result.put("thread", LuaText.encode(stack.thread()));
    result.put("frames", frames);
    return result;
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
