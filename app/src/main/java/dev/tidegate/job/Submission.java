package dev.tidegate.job;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.Limits;
import dev.tidegate.policy.Actor;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A script to be run, with everything that whoever submits it decides.
 *
 * @param actor on whose behalf it runs, as that actor is at this moment
 * @param source the script
 * @param name what the job is called; null when it has no name
 * @param input what the script gets as its argument
 * @param labels any marks, for whoever looks at jobs later
 * @param limits what it may use
 * @param trace the request that it came with; null when that is not traced
 */
public record Submission(
    Actor actor,
    Source source,
    @Nullable String name,
    Json input,
    Map<String, String> labels,
    Limits limits,
    @Nullable TraceParent trace) {

  private static final String NAMELESS = "script";

  /** Copies the labels, sorted by their keys. */
  public Submission {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** One that came with no traced request. */
  public Submission(
      Actor actor,
      Source source,
      @Nullable String name,
      Json input,
      Map<String, String> labels,
      Limits limits) {
    this(actor, source, name, input, labels, limits, null);
  }

  /** The name that positions in messages carry. */
  public String chunkName() {
    return name == null ? NAMELESS : name;
  }
}
