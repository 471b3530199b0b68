package dev.tidegate.lua.task;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidegate.lua.vm.CompiledScript;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Compiled scripts by their content, up to a number of bytes; those that are asked for least go
 * first. Safe for any thread.
 */
final class ScriptCache {

  private final Cache<Key, CompiledScript> scripts;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  ScriptCache(long bytes) {
    this.scripts =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .<Key, CompiledScript>weigher(
                (key, script) -> (int) Math.min(Integer.MAX_VALUE, script.bytes()))
            // What is to be tidied up is little, and the JDK's common pool is nobody's here.
            .executor(Runnable::run)
            .build();
  }

  @Nullable CompiledScript get(Key key) {
    CompiledScript script = scripts.getIfPresent(key);
    (script == null ? misses : hits).increment();
    return script;
  }

  void put(Key key, CompiledScript script) {
    scripts.put(key, script);
  }

  long hits() {
    return hits.sum();
  }

  long misses() {
    return misses.sum();
  }

  /** What the scripts take that are kept now, in bytes. */
  long bytes() {
    return scripts.policy().eviction().stream()
        .mapToLong(eviction -> eviction.weightedSize().orElse(0))
        .sum();
  }

  /**
   * What a compiled script is found by. The name belongs to it, because positions in messages carry
   * it.
   *
   * @param digest of the source; a keyed hash would not do, as nobody may find two sources for one
   */
  record Key(String chunkName, ByteBuffer digest) {

    static Key of(String chunkName, byte[] source) {
      try {
        return new Key(
            chunkName, ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(source)));
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("every JVM has SHA-256", impossible);
      }
    }
  }
}
