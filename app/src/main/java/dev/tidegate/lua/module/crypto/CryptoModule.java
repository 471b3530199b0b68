package dev.tidegate.lua.module.crypto;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Slices;
import dev.tidegate.lua.ValueCodec;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The module {@code crypto}: random values, keyed digests, authenticated encryption, tokens and
 * keys made of passwords.
 */
public final class CryptoModule {

  private static final Parameter<LuaString> KEY = Parameter.string("key");
  private static final Parameter<LuaString> DATA = Parameter.string("data");
  private static final Parameter<LuaString> ONE = Parameter.string("a");
  private static final Parameter<LuaString> OTHER = Parameter.string("b");

  /** Bytes that a unit of work pays for. */
  private static final int BYTES_PER_UNIT = 8;

  private CryptoModule() {}

  /**
   * Makes the module.
   *
   * @param clock what tokens are compared with
   * @param json how claims are written and read
   */
  public static LuaModule module(InstantSource clock, ValueCodec json) {
    Tokens tokens = new Tokens(clock, json);
    return LuaModule.named("crypto")
        .table("random", RandomFunctions::declare)
        .table(
            "hmac",
            hmac ->
                hmac.function(
                        "sha256",
                        Signature.of(KEY, DATA).returningFaults().costing(150),
                        call -> keyed(call, KeyedDigest.SHA256))
                    .function(
                        "sha512",
                        Signature.of(KEY, DATA).returningFaults().costing(150),
                        call -> keyed(call, KeyedDigest.SHA512)))
        .table("encrypt", Encryption::declareEncrypt)
        .table("decrypt", Encryption::declareDecrypt)
        .table("jwt", tokens::declare)
        .function("pbkdf2", PasswordKeys.SIGNATURE, PasswordKeys::derive)
        .function(
            "constant_time_compare",
            Signature.of(ONE, OTHER).returningFaults().costing(10, BYTES_PER_UNIT),
            CryptoModule::compare)
        .build();
  }

  private static Varargs keyed(Call call, KeyedDigest digest) {
    LuaString key = call.get(KEY);
    LuaString data = call.get(DATA);
    if (key.m_length == 0) {
      return call.reject(KEY, "key expected, got an empty string");
    }
    Mac mac = digest.of(bytes(call, key));
    Slices.each(
        call.runtime(),
        data.m_length,
        Slices.SLICE,
        BYTES_PER_UNIT,
        (from, length) -> mac.update(data.m_bytes, data.m_offset + from, length));
    return LuaText.encode(HexFormat.of().formatHex(mac.doFinal()));
  }

  /** Takes as long for strings of the same length, wherever they differ. */
  private static Varargs compare(Call call) {
    return LuaValue.valueOf(
        MessageDigest.isEqual(bytes(call, call.get(ONE)), bytes(call, call.get(OTHER))));
  }

  /** A copy, reserved with the run. */
  static byte[] bytes(Call call, LuaString string) {
    call.runtime().reserve(string.m_length);
    byte[] bytes = new byte[string.m_length];
    System.arraycopy(string.m_bytes, string.m_offset, bytes, 0, bytes.length);
    return bytes;
  }

  static LuaString uuid() {
    return LuaText.encode(UUID.randomUUID().toString());
  }
}
