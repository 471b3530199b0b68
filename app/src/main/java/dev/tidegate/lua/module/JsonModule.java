package dev.tidegate.lua.module;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.schema.Failure;
import dev.tidegate.lua.schema.Instances;
import dev.tidegate.lua.schema.SchemaFault;
import dev.tidegate.lua.schema.Schemas;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The module {@code json}: {@code encode} and {@code decode}, which return nil and an error, and
 * {@code validate} and {@code validate_string}, which return false and an error.
 */
public final class JsonModule implements LuaModule {

  private final Schemas schemas = new Schemas();
  private final Table table;

  /** Makes the module. */
  public JsonModule() {
    Table functions = new Table();
    functions.put("encode", HostFunction.global("json.encode", JsonModule::encode));
    functions.put("decode", HostFunction.global("json.decode", JsonModule::decode));
    functions.put("validate", HostFunction.global("json.validate", this::validate));
    functions.put(
        "validate_string", HostFunction.global("json.validate_string", this::validateText));
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

  // Schemas ---------------------------------------------------------------------------------------

  private Varargs validate(LuaRuntime runtime, Arguments arguments) {
    LuaValue data = arguments.any(2);
    if (data.isnil()) {
      return refusal("data is required");
    }
    try {
      return compare(runtime, arguments.any(1), JsonTree.of(runtime, data, "data"));
    } catch (JsonFault fault) {
      return refusal(fault.words());
    }
  }

  private Varargs validateText(LuaRuntime runtime, Arguments arguments) {
    if (!(arguments.any(2) instanceof LuaString text)) {
      return refusal("string expected as data, got " + arguments.any(2).typename());
    }
    try {
      return compare(runtime, arguments.any(1), read(runtime, text));
    } catch (JsonFault fault) {
      return refusal("data: " + fault.words());
    }
  }

  private Varargs compare(LuaRuntime runtime, LuaValue given, LuaValue data) {
    runtime.pin(tracer -> tracer.values(data));
    try {
      byte[] schema = textOfSchema(runtime, given);
      List<Failure> failures =
          schemas.compare(runtime, schema, () -> read(runtime, LuaString.valueUsing(schema)), data);
      return failures.isEmpty()
          ? LuaValue.TRUE
          : refusal(failures.stream().map(Failure::toString).collect(Collectors.joining("; ")));
    } catch (JsonFault fault) {
      return refusal("schema: " + fault.words());
    } catch (SchemaFault fault) {
      return refusal(fault.words());
    }
  }

  private static byte[] textOfSchema(LuaRuntime runtime, LuaValue given) {
    return switch (given) {
      case Table fields ->
          JsonWriter.write(
              runtime, fields, JsonWriter.Uncarried.REFUSED, "schema", Schemas.LONGEST);
      case LuaString text when text.m_length <= Schemas.LONGEST ->
          Arrays.copyOfRange(text.m_bytes, text.m_offset, text.m_offset + text.m_length);
      case LuaString text ->
          throw new JsonFault("longer than " + Schemas.LONGEST + " bytes as JSON");
      default -> throw new JsonFault("table or string expected, got " + given.typename());
    };
  }

  private static LuaValue read(LuaRuntime runtime, LuaString text) {
    return JsonReader.read(runtime, text.m_bytes, text.m_offset, text.m_length, Instances.NULL);
  }

  private static Varargs refusal(String message) {
    return LuaValue.varargsOf(LuaValue.FALSE, ErrorValue.of(ErrorKind.INVALID, message, false));
  }
}
