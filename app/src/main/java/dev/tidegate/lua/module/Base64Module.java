package dev.tidegate.lua.module;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Slices;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

/** The module {@code base64}: the standard alphabet with padding (RFC 4648, section 4). */
final class Base64Module {

  private static final Parameter<LuaString> DATA = Parameter.string("data");
  private static final Parameter<LuaString> TEXT = Parameter.string("text");

  /** Bytes read that a unit of work pays for. */
  private static final int BYTES_PER_UNIT = 8;

  private Base64Module() {}

  static LuaModule module() {
    return LuaModule.named("base64")
        .function("encode", Signature.of(DATA).returningFaults().costing(5), Base64Module::encode)
        .function("decode", Signature.of(TEXT).returningFaults().costing(5), Base64Module::decode)
        .build();
  }

  private static Varargs encode(Call call) {
    LuaString data = call.get(DATA);
    long size = 4L * ((data.m_length + 2L) / 3);
    call.runtime().reserve(size);
    ByteBuffer text = ByteBuffer.allocate((int) size);
    Slices.each(
        call.runtime(),
        data.m_length,
        Slices.SLICE,
        BYTES_PER_UNIT,
        (from, length) ->
            text.put(
                Base64.getEncoder()
                    .encode(ByteBuffer.wrap(data.m_bytes, data.m_offset + from, length))));
    return LuaString.valueUsing(text.array());
  }

  private static Varargs decode(Call call) {
    LuaString text = call.get(TEXT);
    call.runtime().charge(text.m_length / BYTES_PER_UNIT);
    int wrong = firstIllegal(text);
    if (wrong >= 0) {
      return call.fail(ErrorKind.INVALID, "illegal base64 data at byte " + (wrong + 1));
    }
    int padding = padding(text);
    int size = text.m_length / 4 * 3 - padding;
    call.runtime().reserve(size);
    ByteBuffer data = ByteBuffer.allocate(size);
    Slices.each(
        call.runtime(),
        text.m_length,
        Slices.SLICE / 3 * 4,
        BYTES_PER_UNIT,
        (from, length) ->
            data.put(
                Base64.getDecoder()
                    .decode(ByteBuffer.wrap(text.m_bytes, text.m_offset + from, length))));
    return LuaString.valueUsing(data.array());
  }

  /** Where the first byte is that can't be where it is, or is missing; -1 when all is well. */
  private static int firstIllegal(LuaString text) {
    int end = text.m_length - padding(text);
    for (int i = 0; i < end; i++) {
      byte b = text.m_bytes[text.m_offset + i];
      boolean legal =
          (b >= 'A' && b <= 'Z')
              || (b >= 'a' && b <= 'z')
              || (b >= '0' && b <= '9')
              || b == '+'
              || b == '/';
      if (!legal) {
        return i;
      }
    }
    return text.m_length % 4 == 0 ? -1 : text.m_length;
  }

  /** How many of the last two bytes are padding. */
  private static int padding(LuaString text) {
    int last = text.m_offset + text.m_length - 1;
    if (text.m_length < 4 || text.m_bytes[last] != '=') {
      return 0;
    }
    return text.m_bytes[last - 1] == '=' ? 2 : 1;
  }
}
