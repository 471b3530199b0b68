package dev.tidegate.job;

import dev.tidegate.job.JobDocument.Line;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that keeps in mind what it is told of attempts, and knows nothing else. */
final class RecordedStore implements JobStore {

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

  @Override
  public CompletionStage<Acceptance> accept(NewJob job) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ClaimedJob> claim(String node, Instant now, int most, Room room) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void recover(JobId id, String node, long lease, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Cancellation> cancel(JobId id, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<JobId>> cancelled(String node) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Deletion> delete(JobId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Optional<JobDocument>> find(JobId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<JobPage> list(JobQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<Line>> log(JobId id, long after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<JobEvent>> events(JobId id, long after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Map<JobState, Long>> active() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Integer> forget(Instant endedBefore, int limit) {
    throw new UnsupportedOperationException();
  }
}
