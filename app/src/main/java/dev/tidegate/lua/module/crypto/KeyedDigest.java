package dev.tidegate.lua.module.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The digests with a key (RFC 2104) that every Java has. */
enum KeyedDigest {
  SHA256("HmacSHA256"),
  SHA512("HmacSHA512");

  private final String algorithm;

  KeyedDigest(String algorithm) {
    this.algorithm = algorithm;
  }

  /** Ready to digest with the key, which is not empty. */
  Mac of(byte[] key) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }
}
