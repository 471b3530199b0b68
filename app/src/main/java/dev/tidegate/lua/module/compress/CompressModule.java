package dev.tidegate.lua.module.compress;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.ModuleBuilder;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.Deflater;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code compress}: gzip, zlib, and bare deflate. */
public final class CompressModule {

  private static final Parameter<LuaString> DATA = Parameter.string("data");
  private static final Parameter<Table> OPTIONS =
      Parameter.table("options").orElse(new Table().freeze());

  private static final LuaValue LEVEL = LuaValue.valueOf("level");
  private static final LuaValue MAX_SIZE = LuaValue.valueOf("max_size");

  /** Of a call, besides its bytes, in units of work: compressors are large. */
  private static final int PRICE = 500;

  private static final Signature SIGNATURE =
      Signature.of(DATA, OPTIONS).returningFaults().costing(PRICE);

  private CompressModule() {}

  /** Makes the module. */
  public static LuaModule module() {
    ModuleBuilder module = LuaModule.named("compress");
    for (Format format : Format.values()) {
      module.table(
          format.name().toLowerCase(Locale.ROOT),
          table ->
              table
                  .function("encode", SIGNATURE, call -> encode(call, format))
                  .function("decode", SIGNATURE, call -> decode(call, format)));
    }
    return module.build();
  }

  private static Varargs encode(Call call, Format format) {
    LuaString data = call.get(DATA);
    if (data.m_length == 0) {
      return call.reject(DATA, "data expected, got an empty string");
    }
    LuaValue level = call.get(OPTIONS).rawget(LEVEL);
    if (!level.isnil() && !isWithin(level, Deflater.BEST_SPEED, Deflater.BEST_COMPRESSION)) {
      return call.reject(OPTIONS, "level must be a whole number from 1 to 9");
    }
    return format.encode(
        call.runtime(), data, level.isnil() ? Deflater.DEFAULT_COMPRESSION : level.toint());
  }

  private static Varargs decode(Call call, Format format) {
    LuaString data = call.get(DATA);
    if (data.m_length == 0) {
      return call.reject(DATA, "data expected, got an empty string");
    }
    LuaRuntime runtime = call.runtime();
    long most = runtime.limits().allocation();
    LuaValue maxSize = call.get(OPTIONS).rawget(MAX_SIZE);
    if (!maxSize.isnil()) {
      if (!isWithin(maxSize, 1, Long.MAX_VALUE)) {
        return call.reject(OPTIONS, "max_size must be a whole number of bytes, at least 1");
      }
      most = Math.min(most, (long) maxSize.todouble());
    }
    try {
      return format.decode(runtime, data, most);
    } catch (TooLarge tooLarge) {
      return call.fail(ErrorKind.INTERNAL, "the data is larger than " + most + " bytes");
    } catch (IOException malformed) {
      return call.fail(ErrorKind.INTERNAL, "no valid " + format.label() + " data");
    }
  }

  private static boolean isWithin(LuaValue value, long least, long most) {
    return value instanceof Real number
        && number.value == Math.rint(number.value)
        && number.value >= least
        && number.value <= most;
  }
}
