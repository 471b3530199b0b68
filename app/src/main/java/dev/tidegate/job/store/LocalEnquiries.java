package dev.tidegate.job.store;

import dev.tidegate.job.JobId;
import dev.tidegate.lua.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** There is nobody to ask where there is no other node. */
record LocalEnquiries() implements Enquiries {

  @Override
  public CompletionStage<Optional<Json>> ask(JobId id, Duration patience) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public void hear(String message) {
    // Nobody is there to say anything.
  }

  @Override
  public void close() {
    // Nothing is under way.
  }
}
