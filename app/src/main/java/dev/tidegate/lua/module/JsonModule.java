package dev.tidegate.lua.module;

import dev.tidegate.lua.ArgumentType;
import dev.tidegate.lua.Call;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
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
public final class JsonModule {

  private static final Parameter<LuaValue> VALUE = Parameter.any("value");
  private static final Parameter<LuaString> TEXT = Parameter.string("text");

  /** A table, or JSON. */
  private static final Parameter<LuaValue> SCHEMA =
      Parameter.of(
          "schema",
          new ArgumentType<>(
              "table|string",
              "table or string",
              (runtime, value) ->
                  value instanceof LuaString || value instanceof Table ? value : null));

  private static final Parameter<LuaValue> DATA = Parameter.any("data");

  private final Schemas schemas = new Schemas(PublishedSchemas.texts());

  private JsonModule() {}

  /** Makes the module. */
  public static LuaModule module() {
    JsonModule module = new JsonModule();
    return LuaModule.named("json")
        .global()
        .function("encode", Signature.of(VALUE), JsonModule::encode)
        .function("decode", Signature.of(TEXT).returningFaults(), JsonModule::decode)
        .function(
            "validate",
            Signature.of(SCHEMA, DATA).returningFaults(LuaValue.FALSE),
            module::validate)
        .function(
            "validate_string",
            Signature.of(SCHEMA, TEXT).returningFaults(LuaValue.FALSE),
            module::validateText)
        .build();
  }

  private static Varargs encode(Call call) {
    try {
      return LuaString.valueUsing(
          JsonWriter.write(
              call.runtime(),
              call.get(VALUE),
              JsonWriter.Uncarried.AS_NULL,
              "value",
              call.runtime().limits().allocation()));
    } catch (JsonFault fault) {
      return call.fail(ErrorKind.INTERNAL, fault.words());
    }
  }

  private static Varargs decode(Call call) {
    LuaString text = call.get(TEXT);
    if (text.m_length == 0) {
      return call.reject(TEXT, "empty string is not JSON");
    }
    try {
      return JsonReader.read(call.runtime(), text.m_bytes, text.m_offset, text.m_length);
    } catch (JsonFault fault) {
      return call.fail(ErrorKind.INTERNAL, fault.words());
    }
  }

  // Schemas ---------------------------------------------------------------------------------------

  private Varargs validate(Call call) {
    LuaValue data = call.get(DATA);
    if (data.isnil()) {
      return call.fail(ErrorKind.INVALID, "data is required");
    }
    try {
      return compare(call, JsonTree.of(call.runtime(), data, "data"));
    } catch (JsonFault fault) {
      return call.fail(ErrorKind.INVALID, fault.words());
    }
  }

  private Varargs validateText(Call call) {
    try {
      return compare(call, read(call.runtime(), call.get(TEXT)));
    } catch (JsonFault fault) {
      return call.reject(TEXT, fault.words());
    }
  }

  private Varargs compare(Call call, LuaValue data) {
    LuaRuntime runtime = call.runtime();
    runtime.pin(tracer -> tracer.values(data));
    try {
      byte[] schema = textOfSchema(runtime, call.get(SCHEMA));
      List<Failure> failures =
          schemas.compare(runtime, schema, text -> read(runtime, LuaString.valueUsing(text)), data);
      return failures.isEmpty()
          ? LuaValue.TRUE
          : call.fail(
              ErrorKind.INVALID,
              failures.stream().map(Failure::toString).collect(Collectors.joining("; ")));
    } catch (JsonFault fault) {
      return call.reject(SCHEMA, fault.words());
    } catch (SchemaFault fault) {
      return call.fail(ErrorKind.INVALID, fault.words());
    }
  }

  private static byte[] textOfSchema(LuaRuntime runtime, LuaValue given) {
    if (given instanceof Table fields) {
      return JsonWriter.write(
          runtime, fields, JsonWriter.Uncarried.REFUSED, "schema", Schemas.LONGEST);
    }
    LuaString text = (LuaString) given;
    if (text.m_length > Schemas.LONGEST) {
      throw new JsonFault("longer than " + Schemas.LONGEST + " bytes as JSON");
    }
    return Arrays.copyOfRange(text.m_bytes, text.m_offset, text.m_offset + text.m_length);
  }

  private static LuaValue read(LuaRuntime runtime, LuaString text) {
    return JsonReader.read(runtime, text.m_bytes, text.m_offset, text.m_length, Instances.NULL);
  }
}
