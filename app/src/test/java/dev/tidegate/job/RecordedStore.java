package dev.tidegate.job;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps in mind what it is told of attempts, and fails when it is to. */
final class RecordedStore implements AttemptStore {

  final List<JobEvent.Fresh> events = new CopyOnWriteArrayList<>();
  final List<AttemptEnding> endings = new CopyOnWriteArrayList<>();

  /** How many calls fail from now on as if the store could not be reached. */
  final AtomicInteger outages = new AtomicInteger();

  /** How many ends are refused from now on. */
  final AtomicInteger refusals = new AtomicInteger();

  /** Whether the attempts are another node's. */
  volatile boolean taken;

  final AtomicInteger appends = new AtomicInteger();

  @Override
  public CompletionStage<Boolean> append(
      JobId id, int attempt, String node, List<JobEvent.Fresh> fresh) {
    if (outages.getAndDecrement() > 0) {
      return CompletableFuture.failedStage(unavailable());
    }
    if (!taken) {
      events.addAll(fresh);
    }
    appends.incrementAndGet();
    return CompletableFuture.completedStage(!taken);
  }

  @Override
  public CompletionStage<Optional<JobState>> end(
      JobId id, int attempt, String node, List<JobEvent.Fresh> last, AttemptEnding ending) {
    if (outages.getAndDecrement() > 0) {
      return CompletableFuture.failedStage(unavailable());
    }
    if (refusals.getAndDecrement() > 0) {
      return CompletableFuture.failedStage(new IllegalStateException("refused"));
    }
    if (taken) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    events.addAll(last);
    endings.add(ending);
    return CompletableFuture.completedStage(
        Optional.of(
            switch (ending) {
              case AttemptEnding.Again _ -> JobState.QUEUED;
              case AttemptEnding.Final end -> end.state();
            }));
  }

  private static StoreUnavailableException unavailable() {
    return new StoreUnavailableException("away", new IllegalStateException("away"));
  }
}
