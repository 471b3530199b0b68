package dev.tidegate.lua.module.crypto;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.ErrorKind;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.TableBuilder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The tables {@code crypto.encrypt} and {@code crypto.decrypt}: authenticated encryption with a new
 * nonce for each message, which stands in front of it.
 */
final class Encryption {

  /** The longest message, in bytes. */
  private static final int LONGEST = 4 << 20;

  /** The longest that is protected besides, in bytes: a cipher takes it as a whole. */
  private static final int LONGEST_AAD = 16 << 10;

  /** Bytes between two breaths; a multiple of the ciphers' blocks. Code that is new is slow. */
  private static final int PIECE = 8 << 10;

  private static final int CALL_PRICE = 300;
  private static final int BYTES_PER_UNIT = 4;

  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final int BLOCK = 16;

  private static final Parameter<LuaString> DATA = Parameter.string("data");
  private static final Parameter<LuaString> KEY = Parameter.string("key");
  private static final Parameter<LuaString> AAD =
      Parameter.string("aad").orElse(LuaValue.EMPTYSTRING);

  private static final Signature SIGNATURE =
      Signature.of(DATA, KEY, AAD).returningFaults().costing(CALL_PRICE);

  private static final SecureRandom RANDOM = new SecureRandom();

  private Encryption() {}

  private enum Algorithm {
    AES("AES/GCM/NoPadding", "AES/CTR/NoPadding", "AES", 16, "16, 24 or 32 bytes"),
    CHACHA20("ChaCha20-Poly1305", "ChaCha20", "ChaCha20", 32, "32 bytes");

    private final String transformation;
    private final String streamTransformation;
    private final String keyAlgorithm;
    private final int shortestKey;
    private final String keyWords;

    Algorithm(
        String transformation,
        String streamTransformation,
        String keyAlgorithm,
        int shortestKey,
        String keyWords) {
      this.transformation = transformation;
      this.streamTransformation = streamTransformation;
      this.keyAlgorithm = keyAlgorithm;
      this.shortestKey = shortestKey;
      this.keyWords = keyWords;
    }

    /** Keys have 32 bytes, or 8 or 16 less where that is not too short. */
    private boolean fits(int keyLength) {
      return keyLength >= shortestKey && keyLength <= 32 && keyLength % 8 == 0;
    }

    /** Encrypts, and makes the tag. */
    private Cipher sealing(byte[] key, byte[] nonce, LuaString aad)
        throws GeneralSecurityException {
      Cipher cipher = Cipher.getInstance(transformation);
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, keyAlgorithm),
          this == AES ? new GCMParameterSpec(8 * TAG, nonce) : new IvParameterSpec(nonce));
      cipher.updateAAD(aad.m_bytes, aad.m_offset, aad.m_length);
      return cipher;
    }

    /** Decrypts, and looks at no tag. */
    private Cipher opening(byte[] key, byte[] nonce) throws GeneralSecurityException {
      Cipher cipher = Cipher.getInstance(streamTransformation);
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key, keyAlgorithm), streamParameters(nonce));
      return cipher;
    }

    /** Where the message begins: the stream's first block is for the tag. */
    private AlgorithmParameterSpec streamParameters(byte[] nonce) {
      if (this == CHACHA20) {
        // RFC 8439, 2.8: the message is encrypted from block 1 on.
        return new ChaCha20ParameterSpec(nonce, 1);
      }
      // NIST SP 800-38D, 7.1: the nonce, and a counter of 32 bits that begins at 2.
      byte[] counter = Arrays.copyOf(nonce, BLOCK);
      counter[BLOCK - 1] = 2;
      return new IvParameterSpec(counter);
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
    LuaString data = call.get(DATA);
    Varargs fault = fault(call, algorithm, LONGEST);
    if (fault != null) {
      return fault;
    }
    int size = NONCE + data.m_length + TAG;
    call.runtime().hold(size);
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] result = new byte[size];
    System.arraycopy(nonce, 0, result, 0, NONCE);
    try {
      Cipher sealing = algorithm.sealing(key(call), nonce, call.get(AAD));
      int written = NONCE;
      for (int at = 0; at < data.m_length; at += PIECE) {
        int count = Math.min(PIECE, data.m_length - at);
        call.runtime().charge(count / BYTES_PER_UNIT);
        written += sealing.update(data.m_bytes, data.m_offset + at, count, result, written);
      }
      sealing.doFinal(result, written);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't do " + algorithm.transformation, e);
    }
    return LuaString.valueUsing(result);
  }

  /**
   * Java's own decryption gives nothing until it has seen all, and then does all at once. This one
   * encrypts what it has decrypted again: only the same message makes the same tag.
   */
  private static Varargs decrypt(Call call, Algorithm algorithm) {
    LuaString data = call.get(DATA);
    Varargs fault = fault(call, algorithm, NONCE + LONGEST + TAG);
    if (fault != null) {
      return fault;
    }
    int length = data.m_length - NONCE - TAG;
    if (length < 0) {
      return failed(call);
    }
    call.runtime().hold(length + PIECE + BLOCK + TAG);
    int from = data.m_offset + NONCE;
    byte[] nonce = Arrays.copyOfRange(data.m_bytes, data.m_offset, from);
    byte[] text = new byte[length];
    byte[] again = new byte[PIECE + BLOCK + TAG];
    int end;
    try {
      Cipher opening = algorithm.opening(key(call), nonce);
      Cipher sealing = algorithm.sealing(key(call), nonce, call.get(AAD));
      for (int at = 0; at < length; at += PIECE) {
        int count = Math.min(PIECE, length - at);
        call.runtime().charge(count / BYTES_PER_UNIT);
        opening.update(data.m_bytes, from + at, count, text, at);
        sealing.update(text, at, count, again, 0);
      }
      end = sealing.doFinal(again, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't do " + algorithm.transformation, e);
    }
    byte[] tag = Arrays.copyOfRange(again, end - TAG, end);
    byte[] given = Arrays.copyOfRange(data.m_bytes, from + length, from + length + TAG);
    return MessageDigest.isEqual(tag, given) ? LuaString.valueUsing(text) : failed(call);
  }

  private static @Nullable Varargs fault(Call call, Algorithm algorithm, int longest) {
    if (!algorithm.fits(call.get(KEY).m_length)) {
      return call.reject(KEY, algorithm.keyWords + " expected, got " + call.get(KEY).m_length);
    }
    if (call.get(DATA).m_length > longest) {
      return call.reject(DATA, "no more than " + LONGEST + " bytes expected");
    }
    if (call.get(AAD).m_length > LONGEST_AAD) {
      return call.reject(AAD, "no more than " + LONGEST_AAD + " bytes expected");
    }
    call.runtime().charge(call.get(AAD).m_length / BYTES_PER_UNIT);
    return null;
  }

  private static byte[] key(Call call) {
    return CryptoModule.bytes(call, call.get(KEY));
  }

  private static Varargs failed(Call call) {
    return call.fail(
        ErrorKind.INTERNAL, "decryption failed: another key, other aad, or the data was changed");
  }
}
