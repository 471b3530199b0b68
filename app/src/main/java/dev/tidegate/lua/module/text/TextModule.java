package dev.tidegate.lua.module.text;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.regexp.Regexp;
import dev.tidegate.lua.regexp.RegexpFault;
import org.luaj.vm2.Varargs;

/** The module {@code text}: {@code text.regexp.compile}. */
public final class TextModule {

  private static final Parameter<String> PATTERN = Parameter.text("pattern");

  /** What compiling costs besides the size of the program, in units of work. */
  private static final int PRICE = 200;

  private TextModule() {}

  /** Makes the module. */
  public static LuaModule module() {
    return LuaModule.named("text")
        .table(
            "regexp",
            regexp ->
                regexp.function(
                    "compile",
                    Signature.of(PATTERN).returningFaults().costing(PRICE),
                    TextModule::compile))
        .type(RegexpObject.TYPE)
        .build();
  }

  private static Varargs compile(Call call) {
    try {
      Regexp regexp = Regexp.compile(call.runtime(), call.get(PATTERN));
      call.runtime().reserve(regexp.bytes());
      return new RegexpObject(regexp);
    } catch (RegexpFault fault) {
      return call.reject(PATTERN, fault.words());
    }
  }
}
