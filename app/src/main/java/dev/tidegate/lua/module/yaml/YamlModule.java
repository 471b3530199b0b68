package dev.tidegate.lua.module.yaml;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

/** The module {@code yaml}: reads and writes YAML 1.2, with the core schema. */
public final class YamlModule {

  /** How deep lists and maps may be nested. */
  static final int DEEPEST = 128;

  /** The longest text that is read, in bytes. */
  static final int LONGEST = 1 << 20;

  private static final Parameter<LuaString> TEXT = Parameter.string("text");
  private static final Parameter<Table> VALUE = Parameter.table("value");
  private static final Parameter<Table> OPTIONS =
      Parameter.table("options").orElse(new Table().freeze());

  private static final int PRICE = 500;

  private YamlModule() {}

  /** Makes the module. */
  public static LuaModule module() {
    return LuaModule.named("yaml")
        .function(
            "encode",
            Signature.of(VALUE, OPTIONS).returningFaults().costing(PRICE),
            YamlModule::encode)
        .function("decode", Signature.of(TEXT).returningFaults().costing(PRICE), YamlModule::decode)
        .build();
  }

  private static Varargs encode(Call call) {
    KeyOrder order;
    try {
      order = KeyOrder.of(call.runtime(), call.get(OPTIONS));
    } catch (YamlFault fault) {
      return call.reject(OPTIONS, fault.words());
    }
    try {
      return YamlWriter.write(call.runtime(), call.get(VALUE), order);
    } catch (YamlFault fault) {
      return call.fail(ErrorKind.INTERNAL, fault.words());
    }
  }

  private static Varargs decode(Call call) {
    LuaString text = call.get(TEXT);
    if (text.m_length == 0) {
      return call.reject(TEXT, "YAML expected, got an empty string");
    }
    if (text.m_length > LONGEST) {
      return call.reject(TEXT, "no more than " + LONGEST + " bytes expected");
    }
    try {
      return YamlReader.read(call.runtime(), text);
    } catch (YamlFault fault) {
      return call.fail(ErrorKind.INTERNAL, fault.words());
    }
  }
}
