package dev.tidegate.lua.module;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.ModuleBuilder;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Slices;
import dev.tidegate.lua.module.crypto.KeyedDigest;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code hash}: digests, keyed digests (HMAC), and the short hashes FNV-1a. */
final class HashModule {

  private static final Parameter<LuaString> DATA = Parameter.string("data");
  private static final Parameter<LuaString> SECRET = Parameter.string("secret");
  private static final Parameter<Boolean> RAW = Parameter.bool("raw").orElse(false);

  private static final Signature DIGEST = Signature.of(DATA, RAW).returningFaults().costing(50);
  private static final Signature KEYED =
      Signature.of(DATA, SECRET, RAW).returningFaults().costing(150, 8);
  private static final Signature SHORT = Signature.of(DATA).returningFaults().costing(5);

  /** Bytes that a unit of work pays for. */
  private static final int BYTES_PER_UNIT = 8;

  private static final int FNV32_BASIS = 0x811c9dc5;
  private static final int FNV32_PRIME = 0x01000193;
  private static final long FNV64_BASIS = 0xcbf29ce484222325L;
  private static final long FNV64_PRIME = 0x100000001b3L;

  private HashModule() {}

  static LuaModule module() {
    ModuleBuilder module = LuaModule.named("hash");
    for (Algorithm algorithm : Algorithm.values()) {
      module
          .function(algorithm.lua(), DIGEST, call -> digest(call, algorithm))
          .function("hmac_" + algorithm.lua(), KEYED, call -> keyed(call, algorithm));
    }
    return module
        .function("fnv32", SHORT, HashModule::fnv32)
        .function("fnv64", SHORT, HashModule::fnv64)
        .build();
  }

  private enum Algorithm {
    MD5("MD5", KeyedDigest.MD5),
    SHA1("SHA-1", KeyedDigest.SHA1),
    SHA256("SHA-256", KeyedDigest.SHA256),
    SHA512("SHA-512", KeyedDigest.SHA512);

    private final String digest;
    private final KeyedDigest keyed;

    Algorithm(String digest, KeyedDigest keyed) {
      this.digest = digest;
      this.keyed = keyed;
    }

    String lua() {
      return name().toLowerCase(Locale.ROOT);
    }

    MessageDigest digest() {
      try {
        return MessageDigest.getInstance(digest);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java has no " + digest, e);
      }
    }
  }

  private static Varargs digest(Call call, Algorithm algorithm) {
    LuaString data = call.get(DATA);
    MessageDigest digest = algorithm.digest();
    Slices.each(
        call.runtime(),
        data.m_length,
        Slices.SLICE,
        BYTES_PER_UNIT,
        (from, length) -> digest.update(data.m_bytes, data.m_offset + from, length));
    return result(digest.digest(), call);
  }

  private static Varargs keyed(Call call, Algorithm algorithm) {
    LuaString data = call.get(DATA);
    LuaString secret = call.get(SECRET);
    call.runtime().reserve(secret.m_length);
    int from = secret.m_offset;
    Mac mac = algorithm.keyed.of(Arrays.copyOfRange(secret.m_bytes, from, from + secret.m_length));
    Slices.each(
        call.runtime(),
        data.m_length,
        Slices.SLICE,
        BYTES_PER_UNIT,
        (start, length) -> mac.update(data.m_bytes, data.m_offset + start, length));
    return result(mac.doFinal(), call);
  }

  private static LuaValue result(byte[] hash, Call call) {
    return call.get(RAW)
        ? LuaString.valueUsing(hash)
        : LuaText.encode(HexFormat.of().formatHex(hash));
  }

  private static Varargs fnv32(Call call) {
    LuaString data = call.get(DATA);
    int[] hash = {FNV32_BASIS};
    Slices.each(
        call.runtime(),
        data.m_length,
        Slices.SLICE,
        BYTES_PER_UNIT,
        (from, length) -> {
          for (int i = data.m_offset + from; i < data.m_offset + from + length; i++) {
            hash[0] = (hash[0] ^ (data.m_bytes[i] & 0xff)) * FNV32_PRIME;
          }
        });
    return Numbers.of((double) Integer.toUnsignedLong(hash[0]));
  }

  /** As the number nearest to it: a Lua number holds 53 bits. */
  private static Varargs fnv64(Call call) {
    LuaString data = call.get(DATA);
    long[] hash = {FNV64_BASIS};
    Slices.each(
        call.runtime(),
        data.m_length,
        Slices.SLICE,
        BYTES_PER_UNIT,
        (from, length) -> {
          for (int i = data.m_offset + from; i < data.m_offset + from + length; i++) {
            hash[0] = (hash[0] ^ (data.m_bytes[i] & 0xff)) * FNV64_PRIME;
          }
        });
    return Numbers.of(new BigInteger(Long.toUnsignedString(hash[0])).doubleValue());
  }
}
