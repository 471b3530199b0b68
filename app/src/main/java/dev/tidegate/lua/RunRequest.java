package dev.tidegate.lua;

import java.util.Map;
import java.util.function.Consumer;

/**
 * Everything that one run of a script is given.
 *
 * @param id the job's id, for messages and for modules that count per job
 * @param actor on whose behalf it runs; runs of different actors take turns
 * @param input what the script gets as its argument
 * @param limits what it may use
 * @param log receives each line of output in order, on the engine's threads; must not block
 * @param attributes what modules find through {@link LuaRuntime#attribute(Class)}, each under its
 *     own class
 */
public record RunRequest(
    String id,
    String actor,
    Json input,
    Limits limits,
    Consumer<LogEntry> log,
    Map<Class<?>, Object> attributes) {

  /** Copies the attributes and checks that each is an instance of its key. */
  public RunRequest {
    attributes = Map.copyOf(attributes);
    attributes.forEach((type, value) -> {
      if (!type.isInstance(value)) {
        throw new IllegalArgumentException("attribute " + type + " is a " + value.getClass());
      }
    });
  }
}
