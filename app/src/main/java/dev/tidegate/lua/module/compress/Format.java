package dev.tidegate.lua.module.compress;

import dev.tidegate.lua.ByteBuilder;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Slices;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.luaj.vm2.LuaString;

/** A format of compressed data. Each works on small pieces, which are charged one by one. */
enum Format {
  /** RFC 1952: bare deflate between a header and a checksum. Several members are read as one. */
  GZIP,
  /** RFC 1951, without anything around it. */
  DEFLATE,
  /** RFC 1950. */
  ZLIB;

  /** Bytes that are worked on at once. */
  private static final int PIECE = 8192;

  /** What a compressor and a decompressor take outside of the heap. */
  private static final int COMPRESSOR_BYTES = 300_000;

  private static final int DECOMPRESSOR_BYTES = 50_000;

  /** Units of work for a byte to be compressed, at levels up to 6 and above. */
  private static final int UNITS_PER_BYTE = 2;

  private static final int UNITS_PER_BYTE_OF_HIGH_LEVELS = 6;

  private static final int DEFAULT_LEVEL = 6;

  /** Bytes, read and made, that a unit of work pays for when they are decompressed. */
  private static final int BYTES_PER_UNIT = 4;

  /** The magic number, deflate, no flags, no time, no hints, an unknown system. */
  private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  /** How messages call it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Compresses at a level from 1 to 9, or -1 for the default. */
  LuaString encode(LuaRuntime runtime, LuaString data, int level) {
    runtime.hold(COMPRESSOR_BYTES);
    ByteBuilder result = new ByteBuilder(runtime);
    CRC32 checksum = new CRC32();
    int price = level > DEFAULT_LEVEL ? UNITS_PER_BYTE_OF_HIGH_LEVELS : UNITS_PER_BYTE;
    Deflater deflater = new Deflater(level, this != ZLIB);
    try {
      if (this == GZIP) {
        result.append(GZIP_HEADER, 0, GZIP_HEADER.length);
      }
      byte[] piece = new byte[PIECE];
      Slices.each(
          runtime,
          data.m_length,
          PIECE,
          PIECE,
          (from, length) -> {
            runtime.charge((long) price * length);
            checksum.update(data.m_bytes, data.m_offset + from, length);
            deflater.setInput(data.m_bytes, data.m_offset + from, length);
            while (!deflater.needsInput()) {
              result.append(piece, 0, deflater.deflate(piece));
            }
          });
      deflater.finish();
      while (!deflater.finished()) {
        runtime.charge(PIECE);
        result.append(piece, 0, deflater.deflate(piece));
      }
    } finally {
      deflater.end();
    }
    if (this == GZIP) {
      byte[] trailer =
          ByteBuffer.allocate(8)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt((int) checksum.getValue())
              .putInt(data.m_length)
              .array();
      result.append(trailer, 0, trailer.length);
    }
    return result.finish();
  }

  /**
   * Decompresses.
   *
   * @throws TooLarge when there is more than the limit
   * @throws IOException when the data is malformed, or ends too early
   */
  LuaString decode(LuaRuntime runtime, LuaString data, long most) throws IOException {
    runtime.hold(DECOMPRESSOR_BYTES);
    try (InputStream in = reader(new MeteredInput(runtime, data, BYTES_PER_UNIT))) {
      ByteBuilder result = new ByteBuilder(runtime);
      byte[] piece = new byte[PIECE];
      int read = in.read(piece);
      while (read >= 0) {
        if (result.length() + read > most) {
          throw new TooLarge();
        }
        runtime.charge(1 + read / BYTES_PER_UNIT);
        result.append(piece, 0, read);
        read = in.read(piece);
      }
      return result.finish();
    }
  }

  private InputStream reader(InputStream in) throws IOException {
    return this == GZIP
        ? new GZIPInputStream(in, PIECE)
        : new Inflating(in, new Inflater(this != ZLIB));
  }

  /** Owns its inflater. */
  private static final class Inflating extends InflaterInputStream {

    Inflating(InputStream in, Inflater inflater) {
      super(in, inflater, PIECE);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
