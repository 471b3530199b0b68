package dev.tidegate.security;

import dev.tidegate.policy.Metadata;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What policies may know about a job; modules find it among the attributes of its run.
 *
 * @param metadata what conditions read as {@code meta.job.name} and {@code meta.job.labels}
 */
public record JobContext(Metadata metadata) {

  /** Nothing is known. */
  static final JobContext NONE = new JobContext(Metadata.EMPTY);

  /**
   * Of a job.
   *
   * @param name what the job is called; null when it has no name
   * @param labels its labels
   */
  public static JobContext of(@Nullable String name, Map<String, String> labels) {
    Map<String, Object> job = new HashMap<>();
    if (name != null) {
      job.put("name", name);
    }
    job.put("labels", labels);
    return new JobContext(Metadata.of(Map.of("job", job)));
  }
}
