package dev.tidegate.lua.module.crypto;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Slices;
import dev.tidegate.lua.TableBuilder;
import java.security.SecureRandom;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

/** The table {@code crypto.random}; what it gives nobody can foresee. */
final class RandomFunctions {

  private static final int MOST = 1 << 20;

  private static final Parameter<Long> COUNT = Parameter.integer("n", 1, MOST);
  private static final Parameter<LuaString> CHARSET =
      Parameter.string("charset")
          .orElse(
              LuaString.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"));

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Bytes that a unit of work pays for. */
  private static final int BYTES_PER_UNIT = 2;

  /** Small, because other runs wait for the same source meanwhile. */
  private static final int SLICE = 4096;

  private RandomFunctions() {}

  static TableBuilder declare(TableBuilder random) {
    return random
        .function(
            "bytes",
            Signature.of(COUNT).returningFaults().costing(50),
            call -> LuaString.valueUsing(bytes(call, count(call))))
        .function(
            "string",
            Signature.of(COUNT, CHARSET).returningFaults().costing(50),
            RandomFunctions::string)
        .function("uuid", Signature.of().costing(50), call -> CryptoModule.uuid());
  }

  private static int count(Call call) {
    return (int) (long) call.get(COUNT);
  }

  private static byte[] bytes(Call call, int count) {
    call.runtime().reserve(count);
    byte[] bytes = new byte[count];
    Slices.each(
        call.runtime(),
        count,
        SLICE,
        BYTES_PER_UNIT,
        (from, length) -> {
          byte[] piece = new byte[length];
          RANDOM.nextBytes(piece);
          System.arraycopy(piece, 0, bytes, from, length);
        });
    return bytes;
  }

  private static Varargs string(Call call) {
    LuaString charset = call.get(CHARSET);
    if (charset.m_length == 0 || charset.m_length > 256) {
      return call.reject(CHARSET, "1 to 256 bytes expected, got " + charset.m_length);
    }
    int count = count(call);
    call.runtime().hold(3L * count);
    byte[] text = new byte[count];
    // Values beyond the largest multiple are drawn again, so that each character is as likely.
    int usable = 256 - 256 % charset.m_length;
    int made = 0;
    while (made < count) {
      for (byte each : bytes(call, count - made)) {
        int value = each & 0xff;
        if (value < usable) {
          text[made] = charset.m_bytes[charset.m_offset + value % charset.m_length];
          made++;
        }
      }
    }
    return LuaString.valueUsing(text);
  }
}
