package dev.tidegate.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The limits that a submission may ask for; the service knows their ranges. */
final class LimitOptions {

  @Option(
      names = "--wall-time",
      paramLabel = "DURATION",
      description = "Time from start to end, waiting included, such as 90s.")
  private @Nullable String wallTime;

  @Option(names = "--instructions", paramLabel = "N", description = "Units of work.")
  private @Nullable String instructions;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "What it keeps alive, such as 64MiB.")
  private @Nullable String memory;

  @Option(names = "--output", paramLabel = "SIZE", description = "What it logs.")
  private @Nullable String output;

  @Option(names = "--result", paramLabel = "SIZE", description = "Its result as JSON.")
  private @Nullable String result;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "WebSocket connections open at once.")
  private @Nullable String connections;

  @Option(
      names = "--coroutines",
      paramLabel = "N",
      description = "Coroutines and tasks that have not ended.")
  private @Nullable String coroutines;

  /** Those that were given, by their names in the API. */
  Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "wall_time", wallTime);
    put(given, "instructions", instructions);
    put(given, "memory", memory);
    put(given, "output", output);
    put(given, "result", result);
    put(given, "connections", connections);
    put(given, "coroutines", coroutines);
    return given;
  }

  private static void put(Map<String, String> given, String name, @Nullable String value) {
    if (value != null) {
      given.put(name, value);
    }
  }
}
