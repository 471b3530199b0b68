package dev.tidegate.lua.module;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Slices;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.luaj.vm2.LuaString;

/** UUIDs that are made of a name (RFC 9562, sections 5.3 and 5.5). */
final class NamedUuid {

  /** Bytes that a unit of work pays for. */
  private static final int BYTES_PER_UNIT = 8;

  private NamedUuid() {}

  /** How the name becomes bits. */
  enum Version {
    MD5("MD5", 3),
    SHA1("SHA-1", 5);

    private final String digest;
    private final int number;

    Version(String digest, int number) {
      this.digest = digest;
      this.number = number;
    }

    private MessageDigest digest() {
      try {
        return MessageDigest.getInstance(digest);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java has no " + digest, e);
      }
    }
  }

  static UUID of(LuaRuntime runtime, Version version, UUID namespace, LuaString name) {
    MessageDigest digest = version.digest();
    digest.update(
        ByteBuffer.allocate(16)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .flip());
    Slices.each(
        runtime,
        name.m_length,
        Slices.SLICE,
        BYTES_PER_UNIT,
        (from, length) -> digest.update(name.m_bytes, name.m_offset + from, length));
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return UuidSequence.uuid(version.number, hash.getLong(), hash.getLong());
  }
}
