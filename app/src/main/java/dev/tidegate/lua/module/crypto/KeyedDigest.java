package dev.tidegate.lua.module.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The digests with a key (RFC 2104) that every Java has. */
public enum KeyedDigest {
  /** For what still uses it. */
  MD5("HmacMD5"),
  /** For what still uses it. */
  SHA1("HmacSHA1"),
  /** With 256 bits. */
  SHA256("HmacSHA256"),
  /** With 512 bits. */
  SHA512("HmacSHA512");

  private final String algorithm;

  KeyedDigest(String algorithm) {
    this.algorithm = algorithm;
  }

  /** Ready to digest with the key. */
  public Mac of(byte[] key) {
    // An empty key is filled up with zeros like any short one, but Java refuses it.
    byte[] filled = key.length == 0 ? new byte[1] : key;
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(filled, algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }
}
