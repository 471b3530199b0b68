package dev.tidegate.job;

import java.util.Map;

/** What modules find in the run of a submission, each under its own class. */
@FunctionalInterface
public interface RunAttributes {

  /** The attributes of a run. */
  Map<Class<?>, Object> of(Submission submission);
}
