package dev.tidegate.lua.hostile;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A script that looks at all that scripts can see. What it tells of an engine on which nothing else
 * has run yet is what it must tell ever after.
 */
final class Probe {

  static final String SOURCE = read(Path.of("src/test/lua/hostile/probe.lua"));

  private static final Map<Set<String>, Outcome> EXPECTED = new ConcurrentHashMap<>();

  private Probe() {}

  /** What it must tell of an engine with the same modules. */
  static Outcome expectedOf(TestEngine engine) {
    return EXPECTED.computeIfAbsent(engine.moduleNames(), _ -> firstLook(engine));
  }

  /** The script's view of the engine, which has to be a new one. */
  private static Outcome firstLook(TestEngine engine) {
    try (TestEngine fresh = engine.another()) {
      Outcome seen = fresh.run(SOURCE);
      if (!(seen instanceof Outcome.Succeeded(Json listing))
          || !listing.toString().contains("_G.pcall")) {
        throw new AssertionError("the probe failed: " + seen);
      }
      return seen;
    } catch (Exception e) {
      throw new AssertionError("probing a new engine", e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("reading a script", e);
    }
  }
}
