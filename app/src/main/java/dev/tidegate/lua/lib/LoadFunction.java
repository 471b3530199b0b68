package dev.tidegate.lua.lib;

import dev.tidegate.lua.Arguments;
import dev.tidegate.lua.ByteBuilder;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import java.util.Arrays;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code load}: text only; a binary chunk is refused whatever the mode says. */
final class LoadFunction {

  /** The most bytes of source that a reader function may deliver. */
  static final int LONGEST_SOURCE = 1 << 20;

  private static final LuaString READER_CHUNK = LuaString.valueOf("=(load)");
  private static final LuaString ANY_MODE = LuaString.valueOf("bt");
  private static final byte BINARY_MARK = 27;

  private LoadFunction() {}

  static Varargs load(LuaRuntime runtime, Arguments arguments) {
    LuaValue chunk = arguments.any(1);
    LuaString givenMode = arguments.string(3, ANY_MODE);
    runtime.reserve(2L * givenMode.m_length);
    String mode = LuaText.decode(givenMode);
    LuaValue environment = arguments.count() >= 4 ? arguments.any(4) : runtime.globals();
    boolean text = chunk instanceof LuaString || chunk instanceof Real;
    LuaString name = arguments.string(2, text ? arguments.string(1) : READER_CHUNK);
    if (!text) {
      arguments.function(1);
    }
    try {
      LuaString source =
          chunk instanceof LuaFunction reader ? readAll(runtime, reader) : arguments.string(1);
      check(source, mode);
      runtime.reserve(source.m_length);
      byte[] bytes =
          Arrays.copyOfRange(source.m_bytes, source.m_offset, source.m_offset + source.m_length);
      return runtime.load(bytes, "=" + ChunkName.display(name), environment);
    } catch (LuaError error) {
      return LuaValue.varargsOf(LuaValue.NIL, BaseFunctions.valueOf(error));
    }
  }

  private static void check(LuaString source, String mode) {
    if (source.m_length > LONGEST_SOURCE) {
      throw ScriptError.atCaller("source is longer than " + LONGEST_SOURCE + " bytes");
    }
    boolean binary = source.m_length > 0 && source.m_bytes[source.m_offset] == BINARY_MARK;
    String allowed = binary ? mode.replace("b", "") : mode;
    if (binary || mode.indexOf('t') < 0) {
      throw ScriptError.of(
          LuaText.encode(
              "attempt to load a "
                  + (binary ? "binary" : "text")
                  + " chunk (mode is '"
                  + allowed
                  + "')"));
    }
  }

  private static LuaString readAll(LuaRuntime runtime, LuaFunction reader) {
    ByteBuilder source = new ByteBuilder(runtime);
    long length = 0;
    while (true) {
      LuaValue piece = runtime.call(reader, LuaValue.NONE).arg1();
      LuaString text =
          switch (piece) {
            case LuaString string -> string;
            case Real number -> Numbers.toText(runtime, number);
            case LuaValue nil when nil.isnil() -> LuaValue.EMPTYSTRING;
            default -> throw ScriptError.atCaller("reader function must return a string");
          };
      length += text.m_length;
      if (length > LONGEST_SOURCE) {
        throw ScriptError.atCaller("source is longer than " + LONGEST_SOURCE + " bytes");
      }
      if (text.m_length == 0) {
        return source.finish();
      }
      source.append(text);
    }
  }
}
