package dev.tidegate.job;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A script to be run, with everything that whoever submits it decides.
 *
 * @param actor the id of whoever it runs on behalf of
 * @param source the script
 * @param name what the job is called; null when it has no name
 * @param input what the script gets as its argument
 * @param labels any marks, for whoever looks at jobs later
 * @param limits what it may use
 * @param attributes what modules find in the run, each under its own class
 */
public record Submission(
    String actor,
    Source source,
    @Nullable String name,
    Json input,
    Map<String, String> labels,
    Limits limits,
    Map<Class<?>, Object> attributes) {

  /** Copies the maps; labels are sorted by their keys. */
  public Submission {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    attributes = Map.copyOf(attributes);
  }
}
