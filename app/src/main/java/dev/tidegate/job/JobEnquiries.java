package dev.tidegate.job;

import dev.tidegate.lua.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Asks the other nodes for what only the node knows that runs a job. */
@FunctionalInterface
public interface JobEnquiries {

  /**
   * Asks about a job that does not run here.
   *
   * @param patience how long to wait for the answer
   * @return what the {@link JobWitness} of the node that runs it says; empty where none has
   *     answered in time, no other node can be reached, or too many are asked already. Never
   *     completes with a fault
   */
  CompletionStage<Optional<Json>> ask(JobId id, Duration patience);
}
