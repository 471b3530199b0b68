package dev.tidegate.job;

import dev.tidegate.lua.Json;
import java.util.Optional;

/** Tells the other nodes what only this one knows of the jobs that it runs. */
@FunctionalInterface
public interface JobWitness {

  /** The most bytes of an answer; a longer one is not sent. */
  int MOST_BYTES = 256 << 10;

  /** What there is to tell; empty if the job does not run here. Must not block. */
  Optional<Json> tell(JobId id);
}
