package dev.tidegate.lua.module.time;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidegate.lua.LuaRuntime;
import org.luaj.vm2.LuaString;

/** Layouts by their text. Those that are asked for most are kept, for all runs. */
final class Layouts {

  /** In bytes. */
  static final int LONGEST = 1024;

  /** How many are kept. */
  private static final int KEPT = 256;

  /** In bytes; a longer one is taken to pieces each time. */
  private static final int LONGEST_KEPT = 128;

  /** The price of taking a byte to pieces. */
  private static final int SCAN_PRICE = 8;

  private final Cache<String, Layout> layouts =
      Caffeine.newBuilder()
          .maximumSize(KEPT)
          // What is to be tidied up is little, and the JDK's common pool is nobody's here.
          .executor(Runnable::run)
          .build();

  /** The layout, which has at most {@link #LONGEST} bytes. */
  Layout get(LuaRuntime runtime, LuaString given) {
    runtime.charge((long) SCAN_PRICE * given.m_length);
    String text = ByteText.of(given);
    if (text.length() > LONGEST_KEPT) {
      return Layout.of(text);
    }
    Layout layout = layouts.getIfPresent(text);
    if (layout == null) {
      layout = Layout.of(text);
      layouts.put(text, layout);
    }
    return layout;
  }
}
