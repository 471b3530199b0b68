package dev.tidegate.cli;

import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Finds policy sets: in a directory, or, for the sets that come with Tidegate, in the program
 * itself, so that it runs from any directory.
 */
final class ShippedPolicies {

  /** The set that applies when nothing else is configured. */
  static final String DEFAULT = "policies/default";

  /** The set for trying things out on one's own machine. */
  static final String DEV = "policies/dev";

  private static final Map<String, String> FILES = Map.of(DEFAULT, "default.yaml", DEV, "dev.yaml");

  private ShippedPolicies() {}

  /**
   * Reads a set.
   *
   * @throws dev.tidegate.policy.PolicyException if it can't be used
   */
  static PolicySet load(String directory) {
    String file = FILES.get(directory);
    if (file == null || Files.exists(Path.of(directory))) {
      return PolicyLoader.load(Path.of(directory));
    }
    String resource = directory + "/" + file;
    return PolicyLoader.parse(resource, text(resource));
  }

  /** Whether there is such a set where no such directory exists. */
  static boolean has(String directory) {
    return FILES.containsKey(directory);
  }

  private static String text(String resource) {
    try (InputStream content = ShippedPolicies.class.getResourceAsStream("/" + resource)) {
      if (content == null) {
        throw new IllegalStateException("the program was built without " + resource);
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the program's own " + resource, unreadable);
    }
  }
}
