package dev.tidegate.lua.module.crypto;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.TableBuilder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The tables {@code crypto.encrypt} and {@code crypto.decrypt}: authenticated encryption with a new
 * nonce for each message, which stands in front of it.
 */
final class Encryption {

  /** The longest message, in bytes: it can only be done as a whole. */
  private static final int LONGEST = 4 << 20;

  private static final int NONCE = 12;
  private static final int TAG = 16;

  private static final Parameter<LuaString> DATA = Parameter.string("data");
  private static final Parameter<LuaString> KEY = Parameter.string("key");
  private static final Parameter<LuaString> AAD =
      Parameter.string("aad").orElse(LuaValue.EMPTYSTRING);

  private static final Signature SIGNATURE =
      Signature.of(DATA, KEY, AAD).returningFaults().costing(300, 4);

  private static final SecureRandom RANDOM = new SecureRandom();

  private Encryption() {}

  private enum Algorithm {
    AES("AES/GCM/NoPadding", "AES", 16, "16, 24 or 32 bytes"),
    CHACHA20("ChaCha20-Poly1305", "ChaCha20", 32, "32 bytes");

    private final String transformation;
    private final String keyAlgorithm;
    private final int shortestKey;
    private final String keyWords;

    Algorithm(String transformation, String keyAlgorithm, int shortestKey, String keyWords) {
      this.transformation = transformation;
      this.keyAlgorithm = keyAlgorithm;
      this.shortestKey = shortestKey;
      this.keyWords = keyWords;
    }

    /** Keys have 32 bytes, or 8 or 16 less where that is not too short. */
    private boolean fits(int keyLength) {
      return keyLength >= shortestKey && keyLength <= 32 && keyLength % 8 == 0;
    }

    private AlgorithmParameterSpec nonce(byte[] bytes, int from) {
      return this == AES
          ? new GCMParameterSpec(8 * TAG, bytes, from, NONCE)
          : new IvParameterSpec(bytes, from, NONCE);
    }
  }

  static TableBuilder declareEncrypt(TableBuilder table) {
    return table
        .function("aes", SIGNATURE, call -> encrypt(call, Algorithm.AES))
        .function("chacha20", SIGNATURE, call -> encrypt(call, Algorithm.CHACHA20));
  }

  static TableBuilder declareDecrypt(TableBuilder table) {
    return table
        .function("aes", SIGNATURE, call -> decrypt(call, Algorithm.AES))
        .function("chacha20", SIGNATURE, call -> decrypt(call, Algorithm.CHACHA20));
  }

  private static Varargs encrypt(Call call, Algorithm algorithm) {
    if (!algorithm.fits(call.get(KEY).m_length)) {
      return wrongKey(call, algorithm);
    }
    LuaString data = call.get(DATA);
    if (data.m_length > LONGEST) {
      return tooLong(call);
    }
    int size = NONCE + data.m_length + TAG;
    call.runtime().reserve(size);
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] result = new byte[size];
    System.arraycopy(nonce, 0, result, 0, NONCE);
    try {
      cipher(call, algorithm, Cipher.ENCRYPT_MODE, algorithm.nonce(nonce, 0))
          .doFinal(data.m_bytes, data.m_offset, data.m_length, result, NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't do " + algorithm.transformation, e);
    }
    return LuaString.valueUsing(result);
  }

  private static Varargs decrypt(Call call, Algorithm algorithm) {
    if (!algorithm.fits(call.get(KEY).m_length)) {
      return wrongKey(call, algorithm);
    }
    LuaString data = call.get(DATA);
    if (data.m_length > NONCE + LONGEST + TAG) {
      return tooLong(call);
    }
    if (data.m_length < NONCE + TAG) {
      return failed(call);
    }
    // The plain text, and what the cipher keeps until it has seen the tag.
    call.runtime().hold(2L * data.m_length);
    try {
      return LuaString.valueUsing(
          cipher(call, algorithm, Cipher.DECRYPT_MODE, algorithm.nonce(data.m_bytes, data.m_offset))
              .doFinal(data.m_bytes, data.m_offset + NONCE, data.m_length - NONCE));
    } catch (GeneralSecurityException wrong) {
      return failed(call);
    }
  }

  private static Cipher cipher(
      Call call, Algorithm algorithm, int mode, AlgorithmParameterSpec nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(algorithm.transformation);
    cipher.init(
        mode,
        new SecretKeySpec(CryptoModule.bytes(call, call.get(KEY)), algorithm.keyAlgorithm),
        nonce);
    LuaString aad = call.get(AAD);
    cipher.updateAAD(aad.m_bytes, aad.m_offset, aad.m_length);
    return cipher;
  }

  private static Varargs wrongKey(Call call, Algorithm algorithm) {
    return call.reject(KEY, algorithm.keyWords + " expected, got " + call.get(KEY).m_length);
  }

  private static Varargs tooLong(Call call) {
    return call.reject(DATA, "no more than " + LONGEST + " bytes expected");
  }

  private static Varargs failed(Call call) {
    return call.fail(
        ErrorKind.INTERNAL, "decryption failed: another key, other aad, or the data was changed");
  }
}
