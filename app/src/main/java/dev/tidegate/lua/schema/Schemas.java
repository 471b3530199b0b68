package dev.tidegate.lua.schema;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidegate.lua.LuaRuntime;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.luaj.vm2.LuaValue;

/**
 * Compares values with schemas. The schemas that were compiled last are kept, by their text; which
 * runs asked for them does not matter, as nothing of a run is in them. Safe for any thread.
 */
public final class Schemas {

  /** The most bytes that a schema may have as JSON. */
  public static final int LONGEST = 128 << 10;

  /** So many compiled schemas are kept at most. */
  private static final int MOST_KEPT = 100;

  /** What they may take together, in bytes. */
  private static final int MOST_BYTES = 16 << 20;

  /** What a byte of text becomes when it is compiled at most; measured, and rounded up. */
  static final int BYTES_PER_BYTE = 64;

  private final Map<String, byte[]> published;
  private final Cache<ByteBuffer, Kept> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .<ByteBuffer, Kept>weigher((key, one) -> Math.max(one.bytes, MOST_BYTES / MOST_KEPT))
          // What is to be tidied up is little, and the JDK's common pool is nobody's here.
          .executor(Runnable::run)
          .build();

  private record Kept(Schema schema, int bytes) {}

  /**
   * Makes a comparer that has kept nothing yet.
   *
   * @param published the texts of the schemas that references may lead to, by URI
   */
  public Schemas(Map<String, byte[]> published) {
    this.published = Map.copyOf(published);
  }

  /**
   * What is wrong with a value; nothing when it is as the schema wants it.
   *
   * @param text the schema as JSON, at most {@value #LONGEST} bytes
   * @param reader reads JSON: the text, where the schema is not known yet, and the published
   *     schemas that it refers to
   * @param value what is to be compared with it, as {@link Instances} has it
   * @throws SchemaFault when the text is no schema, or can't be evaluated
   */
  public List<Failure> compare(
      LuaRuntime runtime, byte[] text, Function<byte[], LuaValue> reader, LuaValue value) {
    runtime.charge(text.length >> 3);
    ByteBuffer key = digest(text);
    Kept found = kept.getIfPresent(key);
    if (found == null) {
      runtime.hold(BYTES_PER_BYTE * (long) text.length);
      SchemaReader read = new SchemaReader(runtime, published, reader);
      Schema schema = read.read(reader.apply(text));
      found = new Kept(schema, BYTES_PER_BYTE * (text.length + read.textBesides()));
      kept.put(key, found);
    }
    return Evaluation.of(runtime, found.schema, value);
  }

  private static ByteBuffer digest(byte[] text) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}
