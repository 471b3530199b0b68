package dev.tidegate.job;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list, newest first.
 *
 * @param actor only those of this actor; null for all
 * @param state only those in this state; null for any
 * @param name only those of this name; null for any
 * @param labels only those that have all of these
 * @param before only those that are older than this one; null to begin at the newest
 * @param limit at most as many; positive
 */
public record JobQuery(
    @Nullable String actor,
    @Nullable JobState state,
    @Nullable String name,
    Map<String, String> labels,
    @Nullable JobId before,
    int limit) {

  /** Copies the labels. */
  public JobQuery {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }
}
