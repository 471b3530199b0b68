package dev.tidegate.lua.module;

import dev.tidegate.lua.ArgumentType;
import dev.tidegate.lua.Call;
import dev.tidegate.lua.CallStack;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.ModuleBuilder;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The module {@code errors}: makes structured errors, and tells their kinds apart. */
public final class ErrorsModule {

  /** A message, or a table with one and more. */
  private static final Parameter<LuaValue> MESSAGE =
      Parameter.of(
          "message",
          new ArgumentType<>(
              "string|table",
              "string or table",
              (runtime, value) ->
                  value instanceof LuaString || value instanceof Table ? value : null));

  private static final Parameter<LuaValue> ERROR = errorOrText("err", "error or string");
  private static final Parameter<LuaValue> CONTEXT = errorOrText("context", "string or error");
  private static final Parameter<LuaValue> VALUE = Parameter.any("value");
  private static final Parameter<LuaString> KIND = Parameter.string("kind");

  private ErrorsModule() {}

  private static Parameter<LuaValue> errorOrText(String name, String expected) {
    return Parameter.of(
        name,
        new ArgumentType<>(
            "string|errors.Error",
            expected,
            (runtime, value) ->
                value instanceof LuaString || value instanceof ErrorValue ? value : null));
  }

  /** Makes the module. */
  public static LuaModule module() {
    ModuleBuilder module =
        LuaModule.named("errors")
            .global()
            .function("new", Signature.of(MESSAGE).costing(10), ErrorsModule::create)
            .function("wrap", Signature.of(ERROR, CONTEXT).costing(10), ErrorsModule::wrap)
            .function("is", Signature.of(VALUE, KIND), ErrorsModule::is)
            .function("call_stack", Signature.of(VALUE), ErrorsModule::callStack)
            .type(ErrorValue.TYPE);
    for (ErrorKind kind : ErrorKind.values()) {
      module.constant(kind.name(), kind.text());
    }
    return module.build();
  }

  private static ErrorValue create(Call call) {
    return call.get(MESSAGE) instanceof Table fields
        ? create(call.runtime(), fields)
        : plain(call.runtime(), call.get(MESSAGE));
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

  private static ErrorValue plain(LuaRuntime runtime, LuaValue message) {
    return ErrorValue.of(runtime, "", text(runtime, (LuaString) message), null, null);
  }

  private static ErrorValue wrap(Call call) {
    LuaRuntime runtime = call.runtime();
    ErrorValue inner =
        call.get(ERROR) instanceof ErrorValue error ? error : plain(runtime, call.get(ERROR));
    String context =
        call.get(CONTEXT) instanceof ErrorValue error
            ? error.message()
            : text(runtime, (LuaString) call.get(CONTEXT));
    return inner.wrap(runtime, context);
  }

  private static String text(LuaRuntime runtime, LuaString string) {
    runtime.reserve(2L * string.m_length);
    return LuaText.decode(string);
  }

  private static LuaValue is(Call call) {
    if (!(call.get(VALUE) instanceof ErrorValue error)) {
      return LuaValue.FALSE;
    }
    // Compared as bytes: what is no UTF-8 equals nothing.
    call.runtime().reserve(3L * error.kind().length());
    return LuaValue.valueOf(LuaText.encode(error.kind()).raweq(call.get(KIND)));
  }

  private static LuaValue callStack(Call call) {
    CallStack stack = call.get(VALUE) instanceof ErrorValue error ? error.stack() : null;
    List<CallStack.Entry> entries = stack == null ? List.of() : stack.entries(call.runtime());
    if (stack == null || entries.isEmpty()) {
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
}
