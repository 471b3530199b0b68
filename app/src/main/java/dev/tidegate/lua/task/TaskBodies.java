package dev.tidegate.lua.task;

import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.Failure;
import dev.tidegate.lua.Failure.Reason;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.RunRequest;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.ValueCodec;
import dev.tidegate.lua.vm.CompiledScript;
import dev.tidegate.lua.vm.LuaContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What tasks do. The main task runs the chunk with the input, then the function that the chunk
 * returned, if it returned one (or a table with a function {@code main}), and makes an outcome of
 * what comes back or is raised. The others run a function, and only what that raises is an outcome.
 */
final class TaskBodies {

  private static final LuaValue MAIN = LuaValue.valueOf("main");

  private final ValueCodec codec;

  TaskBodies(ValueCodec codec) {
    this.codec = codec;
  }

  Outcome main(LuaContext context, CompiledScript script, RunRequest request) {
    try {
      LuaValue input = codec.read(context, request.input());
      context.pin(tracer -> tracer.values(input));
      Varargs values = context.call(context.instantiate(script), input);
      context.pin(tracer -> tracer.values(values));
      LuaValue function = mainFunction(values.arg1());
      return returned(
          context,
          function.isnil() ? values : context.call(function, input),
          request.limits().result());
    } catch (LuaError error) {
      return raised(context, error);
    }
  }

  /** The failure of the whole job, if the function raised something. */
  Optional<Outcome> spawned(LuaContext context, LuaValue function) {
    try {
      context.call(function, LuaValue.NONE);
      return Optional.empty();
    } catch (LuaError error) {
      return Optional.of(raised(context, error));
    }
  }

  private Outcome raised(LuaContext context, LuaError error) {
    String traceback = error instanceof ScriptError script ? script.traceback() : "";
    return failed(context, error.getMessageObject(), traceback.isEmpty() ? null : traceback);
  }

  private static LuaValue mainFunction(LuaValue returned) {
    if (returned.isfunction()) {
      return returned;
    }
    LuaValue main = returned instanceof Table table ? table.rawget(MAIN) : LuaValue.NIL;
    return main.isfunction() ? main : LuaValue.NIL;
  }

  private Outcome returned(LuaContext context, Varargs values, long limit) {
    LuaValue second = values.arg(2);
    if (second instanceof ErrorValue || second.type() == LuaValue.TSTRING) {
      return failed(context, second, null);
    }
    return new Outcome.Succeeded(codec.write(context, values.arg1(), limit));
  }

  private Outcome failed(LuaRuntime runtime, LuaValue error, @Nullable String traceback) {
    if (error instanceof ErrorValue value) {
      String kind = value.kind().isEmpty() ? ErrorKind.INTERNAL.text() : value.kind();
      return new Outcome.Failed(
          new Failure(
              Reason.SCRIPT,
              kind,
              value.message(),
              value.retryable(),
              details(runtime, value),
              traceback));
    }
    String message =
        error.isstring()
            ? LuaText.describe(error)
            : "(error object is a " + error.typename() + " value)";
    return new Outcome.Failed(
        new Failure(Reason.SCRIPT, ErrorKind.INTERNAL.text(), message, false, null, traceback));
  }

  private @Nullable Json details(LuaRuntime runtime, ErrorValue error) {
    Table details = error.details();
    if (details == null) {
      return null;
    }
    try {
      return codec.write(runtime, details, Failure.MESSAGE_LIMIT);
    } catch (ScriptError unwritable) {
      // What JSON can't carry, or is too long, is left out: the error itself matters more.
      return null;
    }
  }
}
