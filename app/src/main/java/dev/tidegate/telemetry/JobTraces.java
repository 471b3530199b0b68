package dev.tidegate.telemetry;

import org.jspecify.annotations.Nullable;

/** Tells which trace a job that is running here belongs to. */
@FunctionalInterface
interface JobTraces {

  /** Nothing is traced. */
  JobTraces NONE = _ -> null;

  /** The trace's id, 32 hexadecimal digits; null when there is none. */
  @Nullable String traceId(String job);
}
