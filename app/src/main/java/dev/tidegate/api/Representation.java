package dev.tidegate.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;

/** Something that is the same in all answers of a process, and not sent again to whoever has it. */
public final class Representation {

  private final byte[] bytes;

  /** What tells it from others (RFC 9110, 8.8.3). */
  private final String tag;

  private Representation(byte[] bytes, String tag) {
    this.bytes = bytes;
    this.tag = tag;
  }

  /** Takes over the bytes; the array must not be changed afterwards. */
  public static Representation of(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Representation(bytes, '"' + HexFormat.of().formatHex(digest) + '"');
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** The bytes; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** An answer with it; more headers may be added to one that has a body. */
  public ResponseEntity.BodyBuilder answer(MediaType type) {
    return ResponseEntity.ok()
        .eTag(tag)
        // May be kept, and is asked for again with its tag.
        .cacheControl(CacheControl.noCache().cachePublic())
        .contentType(type);
  }

  /** Whether the client has it already. */
  public boolean isKnown(ServerWebExchange exchange) {
    return exchange.checkNotModified(tag);
  }

  /** The answer to a client that has it already. */
  public ResponseEntity<byte[]> notModified() {
    return ResponseEntity.status(304).eTag(tag).build();
  }
}
