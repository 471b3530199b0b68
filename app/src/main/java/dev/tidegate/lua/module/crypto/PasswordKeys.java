package dev.tidegate.lua.module.crypto;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Slices;
import java.nio.ByteBuffer;
import javax.crypto.Mac;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

/**
 * {@code crypto.pbkdf2}: a key made of a password (RFC 8018, section 5.2). Written out, because
 * Java's own takes text only, and can't be interrupted.
 */
final class PasswordKeys {

  private static final Parameter<LuaString> PASSWORD = Parameter.string("password");
  private static final Parameter<LuaString> SALT = Parameter.string("salt");
  private static final Parameter<Long> ITERATIONS = Parameter.integer("iterations", 1, 10_000_000);
  private static final Parameter<Long> LENGTH = Parameter.integer("length", 1, 1 << 16);
  private static final Parameter<String> DIGEST =
      Parameter.oneOf("digest", "sha256", "sha512").orElse("sha256");

  static final Signature SIGNATURE =
      Signature.of(PASSWORD, SALT, ITERATIONS, LENGTH, DIGEST).returningFaults().costing(200, 8);

  /** Iterations between two charges; about a tenth of a millisecond. */
  private static final int SLICE = 128;

  /** Units of work for an iteration. */
  private static final int PRICE = 40;

  /** Bytes of the salt that a unit of work pays for. */
  private static final int BYTES_PER_UNIT = 8;

  private PasswordKeys() {}

  static Varargs derive(Call call) {
    LuaString password = call.get(PASSWORD);
    LuaString salt = call.get(SALT);
    if (password.m_length == 0) {
      return call.reject(PASSWORD, "password expected, got an empty string");
    }
    if (salt.m_length == 0) {
      return call.reject(SALT, "salt expected, got an empty string");
    }
    KeyedDigest digest =
        call.get(DIGEST).equals("sha256") ? KeyedDigest.SHA256 : KeyedDigest.SHA512;
    Mac mac = digest.of(CryptoModule.bytes(call, password));
    int length = (int) (long) call.get(LENGTH);
    int iterations = (int) (long) call.get(ITERATIONS);
    call.runtime().reserve(length);
    ByteBuffer key = ByteBuffer.allocate(length);
    for (int block = 1; key.hasRemaining(); block++) {
      // Anew for each block: the salt may be long, and the blocks many.
      call.runtime().charge(PRICE);
      Slices.each(
          call.runtime(),
          salt.m_length,
          Slices.SLICE,
          BYTES_PER_UNIT,
          (from, size) -> mac.update(salt.m_bytes, salt.m_offset + from, size));
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(block).flip());
      byte[] bytes = block(call.runtime(), mac, iterations);
      key.put(bytes, 0, Math.min(bytes.length, key.remaining()));
    }
    return LuaString.valueUsing(key.array());
  }

  /** One block of the key; what comes first is in the digest already. */
  private static byte[] block(LuaRuntime runtime, Mac mac, int iterations) {
    byte[] last = mac.doFinal();
    byte[] all = last.clone();
    for (int i = 1; i < iterations; i++) {
      if (i % SLICE == 1) {
        runtime.charge((long) PRICE * Math.min(SLICE, iterations - i));
      }
      last = mac.doFinal(last);
      for (int k = 0; k < all.length; k++) {
        all[k] ^= last[k];
      }
    }
    return all;
  }
}
